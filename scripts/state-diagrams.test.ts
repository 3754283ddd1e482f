import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ORDER_TRANSITIONS, RESERVATION_TRANSITIONS } from '#server/orders/contract.ts';
import { ATTEMPT_TRANSITIONS } from '#server/payments/contract.ts';
import { REFUND_TRANSITIONS } from '#server/refunds/contract.ts';

const document = readFileSync(new URL('../docs/payments.md', import.meta.url), 'utf8');

/** The arrows of the diagram below a heading; the arrow from the start is the first status, not a change. */
function arrowsBelow(heading: string): string[] {
  const section = document.split(/^## /m).find((text) => text.startsWith(`${heading}\n`)) ?? '';
  const diagram = section.match(/```mermaid\n([\s\S]*?)```/)?.[1] ?? '';
  return [...diagram.matchAll(/^ {2}(\w+) --> (\w+)/gm)].map(([, from, to]) => `${from} --> ${to}`);
}

const TABLES: Record<string, Record<string, readonly string[]>> = {
  Attempt: ATTEMPT_TRANSITIONS,
  Order: ORDER_TRANSITIONS,
  Refund: REFUND_TRANSITIONS,
  Reservation: RESERVATION_TRANSITIONS,
};

test.each(Object.entries(TABLES))(
  'the diagram of %s shows exactly the changes that the code allows',
  (name, table) => {
    const legal = Object.entries(table).flatMap(([from, targets]) =>
      targets.map((to) => `${from} --> ${to}`),
    );
    expect(arrowsBelow(name).sort()).toEqual(legal.sort());
  },
);
