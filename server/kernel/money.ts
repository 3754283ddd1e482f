import { z } from 'zod';

/** The currency of every amount in the shop. Won has no minor unit: an amount is a whole number of won. */
export const CURRENCY = 'KRW';

/** The largest amount the shop accepts for one order, in won: what a 32-bit integer column can hold. */
const MAX_WON = 2_147_483_647;

/** A whole, non-negative number of won. */
export const wonSchema = z.number().int().min(0).max(MAX_WON);
