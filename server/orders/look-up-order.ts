import { subscriberOf } from '../access/client-address.ts';
import type { LookUpInput } from '../access/contract.ts';
import { grantOrderAccess } from '../access/grant-order-access.ts';
import { spendTry } from '../access/spend-try.ts';
import type { Ctx } from '../context.ts';
import { type OrderNumber, orderNumberSchema } from '../kernel/ids.ts';
import { isContactOf } from './is-contact-of.ts';
import { readOrderNumber } from './order-number.ts';
import { findOrderByNumber } from './order-store.ts';

const WINDOW_S = 15 * 60;
/**
 * Who knows an order's number guesses the phone: 10 in 15 minutes are under 1,000 a day, for 100,000,000 numbers
 * that begin with 010. A shopper has two contacts to mistype, so 10 are plenty.
 */
const PER_ORDER = { name: 'look-up-order', tries: 10, windowS: WINDOW_S };
/** A family or an office behind one address looks up three orders at their worst, and nobody counts through numbers. */
const PER_ADDRESS = { name: 'look-up-address', tries: 30, windowS: WINDOW_S };

/** Asked for in place of a number that cannot be one, so that a malformed number costs what an unknown one does. */
const NO_ORDER = orderNumberSchema.parse('00000000-000000');
const NO_CONTACT = { email: 'nobody@shop.invalid', phone: '000' };

type LookedUp =
  | { kind: 'found'; number: OrderNumber; accessSecret: string }
  | { kind: 'not_found' }
  | { kind: 'limited'; retryAfterS: number };

/**
 * Finds a guest's order by its number and the e-mail address or phone number given at checkout, and lets this
 * browser come back to it. Every miss gets the same answer after the same work: an unknown number, a malformed
 * one, another's contact. Misses are limited, per order and per subscriber; what is found does not count.
 *
 * @param address the client's address, as scripts/next-server.ts vouches for it
 */
export async function lookUpOrder(
  ctx: Pick<Ctx, 'db'>,
  { number: typed, contact }: LookUpInput,
  address: string,
): Promise<LookedUp> {
  const number = readOrderNumber(typed);
  // The address goes first: one that is over its limit starts no new windows for numbers that it makes up.
  const spent = await spendTry(ctx, [
    { limit: PER_ADDRESS, key: subscriberOf(address) },
    { limit: PER_ORDER, key: number },
  ]);
  if (spent.kind === 'limited') return spent;

  const wellFormed = orderNumberSchema.safeParse(number);
  const order = await findOrderByNumber(ctx.db, wellFormed.success ? wellFormed.data : NO_ORDER);
  const isTheirs = isContactOf(contact, order ?? NO_CONTACT);
  if (!order || !isTheirs) return { kind: 'not_found' };

  const accessSecret = await ctx.db.transaction((tx) => grantOrderAccess(tx, order.id));
  await spent.giveBack();
  return { kind: 'found', number: order.number, accessSecret };
}
