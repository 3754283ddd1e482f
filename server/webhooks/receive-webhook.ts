import type { Ctx } from '../context.ts';
import { oweEvent, relaySoon } from '../outbox/relay-outbox.ts';
import { readMessage } from './read-message.ts';
import type { SignedMessage, VerifyWebhook } from './signature.ts';
import { insertWebhook } from './webhook-store.ts';

/** The longest id that is kept, as in the table's own rule. */
const MAX_ID_LENGTH = 255;

export type ReceiveResult =
  /** Kept, and followed soon. `known`: it is, or was, already. */
  | { kind: 'stored' | 'known' }
  /** Not from the provider, or too old: nothing was written. */
  | { kind: 'refused'; reason: string };

/**
 * Keeps a message of the provider, once per id, and owes the event that makes somebody look into it, in one
 * transaction. Nothing is done about what it says: a message is a hint to ask, never a fact. A message that
 * cannot be read but is signed is kept as well, because sending it again would not help.
 */
export async function receiveWebhook(
  ctx: Ctx,
  verify: VerifyWebhook,
  message: SignedMessage,
): Promise<ReceiveResult> {
  const { id, rawBody } = message;
  const reason = verify(message);
  if (reason !== null) return { kind: 'refused', reason };
  if (id.length > MAX_ID_LENGTH) return { kind: 'refused', reason: 'webhook-id is too long' };

  const isNew = await ctx.db.transaction(async (tx) => {
    // PostgreSQL cannot keep a zero byte in a text.
    const row = { id, rawBody: rawBody.replaceAll('\0', '\uFFFD'), ...readMessage(rawBody) };
    if (!(await insertWebhook(tx, row))) return false;
    await oweEvent(tx, ctx, 'webhook/received', { webhookId: id });
    return true;
  });
  if (isNew) relaySoon(ctx);
  return { kind: isNew ? 'stored' : 'known' };
}
