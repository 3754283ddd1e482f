import { z } from 'zod';

export const bookIdSchema = z.uuid().brand('BookId');
export type BookId = z.infer<typeof bookIdSchema>;

export const orderIdSchema = z.uuid().brand('OrderId');
export type OrderId = z.infer<typeof orderIdSchema>;

export const attemptIdSchema = z.uuid().brand('AttemptId');
export type AttemptId = z.infer<typeof attemptIdSchema>;

export const refundIdSchema = z.uuid().brand('RefundId');
export type RefundId = z.infer<typeof refundIdSchema>;

/** One browser. The id is random, lives in an HttpOnly cookie and is itself the credential. */
export const buyerIdSchema = z.uuid().brand('BuyerId');
export type BuyerId = z.infer<typeof buyerIdSchema>;

/** `20261122-7F3K9Q`: the day in Seoul and six Crockford base32 digits (no I, L, O, U), easy to say aloud. */
export const orderNumberSchema = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^\d{8}-[0-9A-HJKMNP-TV-Z]{6}$/)
  .brand('OrderNumber');
export type OrderNumber = z.infer<typeof orderNumberSchema>;
