import type { Transaction } from '#db/client.ts';
import type { OrderId } from '../kernel/ids.ts';
import { insertOrderAccess } from './access-store.ts';
import { hashSecret, newSecret } from './secrets.ts';

/**
 * Lets one browser come back to an order: returns the secret for its cookie, of which only the hash is kept. The
 * caller has seen proof that the order is theirs: a mail's link, or the number with the contact given at checkout.
 */
export async function grantOrderAccess(tx: Transaction, orderId: OrderId): Promise<string> {
  const secret = newSecret();
  await insertOrderAccess(tx, { cookieHash: hashSecret(secret), orderId });
  return secret;
}
