import { z } from 'zod';

const paymentSchema = z.object({
  id: z.string(),
  key: z.string(),
  merchant_order_id: z.string().nullable(),
  amount_minor: z.number().nullable(),
  status: z.enum(['processing', 'paid', 'declined', 'voided', 'refunded']),
  settled_at: z.number().nullable(),
});
const refundSchema = z.object({
  key: z.string(),
  payment_id: z.string(),
  amount_minor: z.number(),
  status: z.enum(['processing', 'succeeded', 'failed']),
});
const lineSchema = z.object({
  id: z.string(),
  type: z.enum(['charge', 'refund', 'reversal']),
  payment_id: z.string(),
  idempotency_key: z.string(),
  merchant_order_id: z.string(),
  amount_minor: z.number(),
});
const truthSchema = z.object({
  payments: z.array(paymentSchema),
  refunds: z.array(refundSchema),
  ledger: z.array(lineSchema),
});

/** What really happened, from the simulator's own books. Times in ms since 1970, amounts in won. */
export type Truth = z.infer<typeof truthSchema>;
export type LedgerLine = z.infer<typeof lineSchema>;

/** The simulator's control plane, which only a harness may call. */
export function createControl(url: string, key: string) {
  async function call(method: string, path: string, body?: unknown): Promise<unknown> {
    const response = await fetch(`${url}/_sim/${path}`, {
      method,
      headers: { authorization: `Bearer ${key}` },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`simulator: ${path} answered ${response.status}`);
    return response.json();
  }
  return {
    truth: async (): Promise<Truth> => truthSchema.parse(await call('GET', 'truth')),
    set: (settings: { profile?: string; seed?: string; clockScale?: number }) =>
      call('PUT', 'settings', settings),
    /** Decides what becomes of charges with a card token `tok_script_…`, see gateway/README.md. */
    script: (token: string, lanes: Record<string, unknown>) =>
      call('PUT', 'scripts', { target: { token }, ...lanes }),
    /** Moves the provider's clock forward; what is due by then happens at once. */
    step: (ms: number) => call('POST', 'clock/step', { ms: Math.ceil(ms) }),
  };
}

export type Control = ReturnType<typeof createControl>;
