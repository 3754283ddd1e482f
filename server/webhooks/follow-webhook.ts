import type { Ctx } from '../context.ts';
import { checkByKey } from '../payments/check-by-key.ts';
import { checkRefundByKey } from '../refunds/check-refund-by-key.ts';
import { findWebhook, markFollowed, type StoredWebhook } from './webhook-store.ts';

/**
 * Looks into a message that was received: asks the provider about the key that it names, and notes on the
 * message what was found. Returns that outcome: the status of the payment or refund, `unknown_key`, or
 * `unknown_message` for an id that is not kept here. A message that was followed is not followed again.
 */
export async function followWebhook(ctx: Ctx, webhookId: string): Promise<string> {
  const message = await findWebhook(ctx.db, webhookId);
  if (!message) return 'unknown_message';
  if (message.outcome !== null) return message.outcome;
  const outcome = (await lookInto(ctx, message)) ?? 'unknown_key';
  await markFollowed(ctx.db, webhookId, outcome);
  return outcome;
}

/** Payments and refunds have keys that never meet, so the key alone says whom to ask about. */
async function lookInto(ctx: Ctx, { type, key }: StoredWebhook): Promise<string | null> {
  if (key === null) return null;
  const payment = await checkByKey(ctx, key, { saysPaid: type === 'payment.paid' });
  return payment ?? checkRefundByKey(ctx, key);
}
