import { expect, test } from 'vitest';
import type { Facts } from './facts.ts';
import { INVARIANTS, type InvariantName } from './invariants.ts';

const BOOK = 'book-1';
const NOW = 100_000;

/** One order of 20,000 won, paid and confirmed, with everything in its place. */
function goodDay(): Facts {
  return {
    orders: [
      {
        id: 'o1',
        number: 'N1',
        buyer: 'b1',
        clientKey: 'k1',
        status: 'confirmed',
        total: 20_000,
        placedAt: 0,
      },
    ],
    attempts: [
      {
        id: 'a1',
        orderId: 'o1',
        number: 1,
        key: 'pay:o1:1',
        amount: 20_000,
        status: 'paid',
        sends: 1,
        paymentId: 'pay_1',
        createdAt: 0,
        nextCheckAt: null,
        reviewDueAt: null,
      },
    ],
    refunds: [],
    stock: [{ bookId: BOOK, received: 5, available: 4, held: 0, sold: 1 }],
    reservations: [{ orderId: 'o1', status: 'committed' }],
    transitions: [
      change(1, 'attempt', 'a1', null, 'created'),
      change(2, 'attempt', 'a1', 'created', 'sending'),
      change(3, 'attempt', 'a1', 'sending', 'paid'),
      change(4, 'order', 'o1', 'placed', 'confirmed'),
    ],
    evidence: [
      evidence(1, 'asked_to_pay'),
      evidence(2, 'send_claimed'),
      evidence(3, 'paid', '{"payment":{"status":"paid"}}'),
    ],
    unsentEvents: [],
    cases: [],
    truth: {
      payments: [
        {
          id: 'pay_1',
          key: 'pay:o1:1',
          merchant_order_id: 'o1',
          amount_minor: 20_000,
          status: 'paid',
          settled_at: 10,
        },
      ],
      refunds: [],
      ledger: [charge('line_1', 'pay_1')],
    },
    copies: [{ bookId: BOOK, copies: 5 }],
    placements: [{ buyer: 'b1', clientKey: 'k1', body: '{}', answer: 'placed', number: number('N1') }],
    pages: [{ number: number('N1'), phase: 'paid', attempt: 1, at: 50 }],
    releasedWhileLive: [],
    seenNegative: [],
    callsInsideTransaction: [],
    acceptedIllegalChanges: [],
    needsPerson: false,
    now: NOW,
  };
}

/** Numbers in these made-up facts need not look like real ones. */
function number(text: string): Facts['pages'][number]['number'] {
  return text as Facts['pages'][number]['number'];
}

function change(
  id: number,
  subject: 'order' | 'attempt' | 'refund',
  subjectId: string,
  from: string | null,
  to: string,
): Facts['transitions'][number] {
  return {
    id,
    subject,
    subjectId,
    orderId: 'o1',
    from,
    to,
    actor: 'workflow',
    evidenceId: Math.min(id, 3),
    at: id,
  };
}

function evidence(id: number, finding: string, rawBody: string | null = null): Facts['evidence'][number] {
  return {
    id,
    attemptId: 'a1',
    refundId: null,
    finding,
    detail: null,
    rawBody,
    actor: 'workflow',
    at: id,
  };
}

function charge(id: string, paymentId: string): Facts['truth']['ledger'][number] {
  return {
    id,
    type: 'charge',
    payment_id: paymentId,
    idempotency_key: 'pay:o1:1',
    merchant_order_id: 'o1',
    amount_minor: 20_000,
  };
}

/** Changes the good day, and says which invariants no longer hold. */
function spoil(damage: (facts: Facts) => void): InvariantName[] {
  const facts = goodDay();
  damage(facts);
  const names = Object.keys(INVARIANTS) as InvariantName[]; // Object.keys forgets the key type
  return names.filter((name) => INVARIANTS[name](facts).length > 0);
}

/** The only element of a list of the good day. */
function only<Item>(items: Item[]): Item {
  const [item] = items;
  if (item === undefined) throw new Error('the good day has one of each');
  return item;
}

test('a good day breaks none', () => {
  expect(spoil(() => {})).toEqual([]);
});

test('I1 breaks when a confirmed order was not charged', () => {
  expect(
    spoil((facts) => {
      facts.truth.ledger = [];
    }),
  ).toContain('I1');
});

test('I1 breaks when a cancelled order was charged and not refunded', () => {
  expect(
    spoil((facts) => {
      only(facts.orders).status = 'cancelled';
    }),
  ).toContain('I1');
});

test('I2 breaks when an order has two unrefunded charges, even of the right sum', () => {
  expect(
    spoil((facts) => {
      facts.truth.ledger = [
        { ...charge('line_1', 'pay_1'), amount_minor: 10_000 },
        { ...charge('line_2', 'pay_1_2'), amount_minor: 10_000 },
      ];
    }),
  ).toContain('I2');
});

test('I2 breaks when two keys held money at once, even when it went back later', () => {
  expect(
    spoil((facts) => {
      facts.truth.ledger = [
        charge('line_1', 'pay_1'),
        { ...charge('line_2', 'pay_2'), idempotency_key: 'pay:o1:2' },
        { ...charge('line_3', 'pay_2'), idempotency_key: 'refund:surplus:pay_2', type: 'refund' },
      ];
    }),
  ).toContain('I2');
});

test('I3 breaks when a copy is neither on the shelf nor held nor sold', () => {
  expect(
    spoil((facts) => {
      only(facts.stock).available = 3;
    }),
  ).toEqual(['I3']);
});

test('I3 breaks when more is sold than came in', () => {
  expect(
    spoil((facts) => {
      Object.assign(only(facts.stock), { available: -1, sold: 6 });
    }),
  ).toEqual(['I3']);
});

test('I3 breaks when a book was promised too often for a while only', () => {
  expect(spoil((facts) => void facts.seenNegative.push(BOOK))).toEqual(['I3']);
});

test('I4 breaks when a release was seen beside a live attempt', () => {
  expect(spoil((facts) => void facts.releasedWhileLive.push('o1'))).toEqual(['I4']);
});

test('I4 breaks when an order was cancelled before its attempt was proven negative', () => {
  expect(
    spoil((facts) => {
      only(facts.orders).status = 'cancelled';
      facts.transitions = [
        change(1, 'attempt', 'a1', null, 'created'),
        change(2, 'attempt', 'a1', 'created', 'sending'),
        change(3, 'order', 'o1', 'placed', 'cancelled'),
        change(4, 'attempt', 'a1', 'sending', 'declined'),
      ];
    }),
  ).toContain('I4');
});

test('I4 breaks when an order that is not cancelled gave its copies back', () => {
  expect(
    spoil((facts) => {
      only(facts.reservations).status = 'released';
    }),
  ).toEqual(['I4']);
});

test('I5 breaks when one key has two orders', () => {
  expect(
    spoil((facts) => {
      facts.orders.push({ ...only(facts.orders), id: 'o2', number: 'N2' });
    }),
  ).toContain('I5');
});

test('I5 breaks when another content was accepted under the same key', () => {
  expect(
    spoil((facts) => void facts.placements.push({ ...only(facts.placements), body: '{"other":true}' })),
  ).toEqual(['I5']);
});

test('I5 breaks when an order that was promised has no row', () => {
  expect(
    spoil(
      (facts) =>
        void facts.placements.push({ ...only(facts.placements), clientKey: 'k2', number: number('N2') }),
    ),
  ).toEqual(['I5']);
});

test.each(['declined', 'not_charged', 'cancelled'] as const)(
  'I6 breaks when a page says %s of a key that is charged later',
  (phase) => {
    expect(
      spoil((facts) => {
        facts.pages = [{ number: number('N1'), phase, attempt: 1, at: 2.5 }];
      }),
    ).toEqual(['I6']);
  },
);

test('I6 breaks when nothing was charged, and the page could not know that yet', () => {
  expect(
    spoil((facts) => {
      facts.truth.payments = [];
      facts.pages = [{ number: number('N1'), phase: 'not_charged', attempt: 1, at: 2.5 }];
    }),
  ).toContain('I6');
});

test('I6 holds when the provider had said that nothing happened', () => {
  expect(
    spoil((facts) => {
      facts.truth.payments = [];
      facts.evidence[2] = evidence(3, 'not_processed', '{"processed":false}');
      facts.pages = [{ number: number('N1'), phase: 'not_charged', attempt: 1, at: 4 }];
    }),
  ).not.toContain('I6');
});

test('I7 breaks when an attempt has not ended', () => {
  expect(
    spoil((facts) => {
      only(facts.attempts).status = 'unknown';
    }),
  ).toContain('I7');
});

test('I7 breaks when an order was left placed', () => {
  expect(
    spoil((facts) => {
      only(facts.orders).status = 'placed';
    }),
  ).toContain('I7');
});

test('I7 breaks for a review that nobody needed, and for one without a deadline', () => {
  const inReview = (facts: Facts) => {
    Object.assign(only(facts.attempts), { status: 'review', reviewDueAt: NOW });
  };
  expect(spoil(inReview)).toContain('I7');
  expect(
    spoil((facts) => {
      inReview(facts);
      facts.needsPerson = true;
    }),
  ).not.toContain('I7');
  expect(
    spoil((facts) => {
      inReview(facts);
      facts.needsPerson = true;
      only(facts.attempts).reviewDueAt = null;
    }),
  ).toContain('I7');
});

test('I8 breaks when a transition has no evidence, or no actor', () => {
  expect(
    spoil((facts) => {
      Object.assign(facts.transitions[2] ?? {}, { evidenceId: null });
    }),
  ).toEqual(['I8']);
  expect(
    spoil((facts) => {
      Object.assign(facts.transitions[2] ?? {}, { actor: '' });
    }),
  ).toEqual(['I8']);
});

test('I8 breaks when a status changed without a transition, or twice over', () => {
  expect(
    spoil((facts) => {
      facts.transitions = facts.transitions.slice(0, 3);
    }),
  ).toEqual(['I8']);
  expect(
    spoil((facts) => void facts.transitions.push(change(5, 'attempt', 'a1', 'sending', 'paid'))),
  ).toEqual(['I8']);
});

test('I9 breaks when nobody took up an attempt, and when an owed event was never sent', () => {
  expect(
    spoil((facts) => {
      facts.evidence = facts.evidence.map((row) => ({ ...row, finding: 'asked_to_pay' }));
    }),
  ).toContain('I9');
  expect(
    spoil(
      (facts) => void facts.unsentEvents.push({ id: 'e1', name: 'order/placed', data: { orderId: 'o1' } }),
    ),
  ).toEqual(['I9']);
});

test('I10 breaks for a charge that our books do not have, unless a case names it', () => {
  const surplus = (facts: Facts) => {
    facts.truth.ledger.push(charge('line_2', 'pay_1_2'));
  };
  expect(spoil(surplus)).toContain('I10');
  expect(
    spoil((facts) => {
      surplus(facts);
      facts.cases.push({ subject: 'line:line_2', kind: 'double', details: {} });
    }),
  ).not.toContain('I10');
});

test('I10 breaks for a payment that the ledger does not have', () => {
  expect(
    spoil((facts) => {
      facts.truth.ledger = [];
    }),
  ).toContain('I10');
});

test('I11 breaks when the provider was called inside a transaction', () => {
  expect(spoil((facts) => void facts.callsInsideTransaction.push('charge pay:o1:1'))).toEqual(['I11']);
});

test('I12 breaks when the database accepted an illegal change', () => {
  expect(spoil((facts) => void facts.acceptedIllegalChanges.push('update …'))).toEqual(['I12']);
});
