import { parseArgs } from 'node:util';
import { z } from 'zod';

const moment = z.iso.datetime({ offset: true }).transform((text) => new Date(text));

/**
 * Reads `--from ISO --to ISO`, both optional, as a part of the ledger by time of posting: `from` included, `to` not.
 * Throws an error that says what is wrong.
 */
export function parseSpan(argv: readonly string[]): { from?: Date; to?: Date } {
  const { values } = parseArgs({
    args: [...argv],
    options: { from: { type: 'string' }, to: { type: 'string' } },
  });
  const from = parseMoment('--from', values.from);
  const to = parseMoment('--to', values.to);
  if (from && to && from >= to) throw new Error('--from must be before --to');
  return { ...(from && { from }), ...(to && { to }) };
}

function parseMoment(name: string, text: string | undefined): Date | undefined {
  if (text === undefined) return undefined;
  const parsed = moment.safeParse(text);
  if (parsed.success) return parsed.data;
  throw new Error(
    `${name}: "${text}" is no moment with a time zone, such as 2026-11-22T00:00:00Z or …T09:00:00+09:00`,
  );
}
