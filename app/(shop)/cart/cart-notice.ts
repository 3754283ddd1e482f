import { z } from 'zod';

/**
 * What the cart's page says about the form that led to it, by name: an address can choose one of these texts, and
 * cannot put words into the shop's mouth.
 */
const CART_NOTICES = [
  'unchanged',
  'full',
  'capped',
  'ordered_again',
  'ordered_again_without_gone',
  'order_still_open',
] as const;
export const cartNoticeSchema = z.enum(CART_NOTICES);
export type CartNotice = z.infer<typeof cartNoticeSchema>;
