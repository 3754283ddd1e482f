import type { LedgerLine, PaymentGateway } from '../../payments/gateway/port.ts';

/** A provider's ledger that a test writes: lines pushed to `lines` are there from then on, in pages of `pageSize`. */
export function fakeLedger(lines: readonly LedgerLine[], pageSize: number): PaymentGateway['ledger'] {
  return async ({ from, to, cursor }) => {
    const rest = lines
      .map((line, index) => ({ line, index }))
      .slice(Number(cursor ?? 0))
      .filter(({ line }) => (!from || line.postedAt >= from) && (!to || line.postedAt < to));
    const shown = rest.slice(0, pageSize);
    const last = shown.at(-1);
    return {
      kind: 'page',
      lines: shown.map(({ line }) => line),
      nextCursor: last ? String(last.index + 1) : (cursor ?? null),
      hasMore: rest.length > pageSize,
    };
  };
}
