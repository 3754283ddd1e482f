import type { TRPCError } from '@trpc/server';
import type { AppErrorCode } from '../errors.ts';

const TRPC_CODES = {
  IDEMPOTENCY_KEY_REUSED: 'CONFLICT',
  BUYER_UNKNOWN: 'PRECONDITION_FAILED',
  ORDER_NOT_FOUND: 'NOT_FOUND',
  BOOK_NOT_FOUND: 'NOT_FOUND',
  PAYMENT_NOT_FOUND: 'NOT_FOUND',
  REFUND_NOT_FOUND: 'NOT_FOUND',
  CART_FULL: 'BAD_REQUEST',
  ADMIN_ONLY: 'UNAUTHORIZED',
  ADMIN_DISABLED: 'NOT_FOUND',
  WRONG_PASSWORD: 'UNAUTHORIZED',
} as const satisfies Record<AppErrorCode, TRPCError['code']>;

export function toTrpcCode(code: AppErrorCode): TRPCError['code'] {
  return TRPC_CODES[code];
}
