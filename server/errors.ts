/** Every way in which a request can be wrong. Business outcomes ("sold out") are not errors: verbs return them. */
export const APP_ERROR_CODES = [
  'IDEMPOTENCY_KEY_REUSED',
  'BUYER_UNKNOWN',
  'ORDER_NOT_FOUND',
  'BOOK_NOT_FOUND',
  'PAYMENT_NOT_FOUND',
  'REFUND_NOT_FOUND',
  'CART_FULL',
  'ADMIN_ONLY',
  'ADMIN_DISABLED',
  'WRONG_PASSWORD',
] as const;
export type AppErrorCode = (typeof APP_ERROR_CODES)[number];

/** Misuse with a code that the client can act on. `message` is for logs, never shown to shoppers. */
export class AppError extends Error {
  readonly code: AppErrorCode;

  constructor(code: AppErrorCode, message: string) {
    super(message);
    this.name = 'AppError';
    this.code = code;
  }
}
