import type { Control } from './provider.ts';

const MINUTE_MS = 60_000;
/** On a busy machine the fence may come before the first question; it must not give the answer away. */
const UNABLE = { kind: 'error', status: 500, applies: false };

/**
 * One of each trouble, in turn, so that a small crowd meets all of them. A name of the simulator's own card tokens,
 * or a script (gateway/README.md). A script is used up as it is played, so each attempt gets one of its own.
 */
const TROUBLES: (string | Record<string, unknown>)[] = [
  'tok_paid',
  'tok_declined',
  'tok_unknown_paid',
  'tok_unknown_lost',
  'tok_slow_paid',
  // Charged after a while, and until then the provider's reads know nothing of it.
  {
    charge: [{ kind: 'timeout', applies: true, afterMs: MINUTE_MS }],
    status: [{ kind: 'not_found' }, { kind: 'not_found' }, { kind: 'not_found' }, { kind: 'truth' }],
    void: [UNABLE],
    webhook: [{ kind: 'lost' }],
  },
  // Charged, called declined, and in the ledger only when the order has long ended: a late success.
  {
    charge: [{ kind: 'timeout', applies: true }],
    status: [{ kind: 'claims', status: 'declined' }, { kind: 'truth' }],
    void: [UNABLE],
    webhook: [{ kind: 'lost' }],
    posting: [{ kind: 'late', afterMs: 45 * MINUTE_MS }],
  },
  { charge: [{ kind: 'paid_twice', secondAfterMs: 1_000 }] },
  // Paid, and called declined by whoever asks again.
  { charge: [{ kind: 'paid' }], status: [{ kind: 'claims', status: 'declined' }, { kind: 'truth' }] },
  // The answer comes by message and by our own question at about the same time.
  { charge: [{ kind: 'pending', afterMs: 4_000 }], webhook: [{ kind: 'sent' }] },
  // Given back, and the answer lost.
  {
    charge: [{ kind: 'paid' }],
    refund: [{ kind: 'reset', applies: true }, { kind: 'succeeded' }],
    refundStatus: [...Array(8).fill({ kind: 'not_found' }), { kind: 'truth' }],
  },
];

const ATTEMPTS = 3;

/** Prepares the provider for a crowd of this size, and returns each attempt's card token. */
export async function prepareRoughDay(
  control: Control,
  orders: number,
): Promise<(order: number, attempt: number) => string> {
  const tokens = new Map<string, string>();
  for (let order = 0; order < orders; order++) {
    const trouble = TROUBLES[order % TROUBLES.length];
    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
      const token = typeof trouble === 'string' ? trouble : `tok_script_${order}_${attempt}`;
      tokens.set(`${order}/${attempt}`, token);
      if (typeof trouble === 'object') await control.script(token, trouble);
    }
  }
  return (order, attempt) => tokens.get(`${order}/${attempt}`) ?? 'tok_paid';
}
