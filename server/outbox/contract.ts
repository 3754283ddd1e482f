import { z } from 'zod';
import { attemptIdSchema, orderIdSchema, refundIdSchema } from '../kernel/ids.ts';

/** Every event between the shop and its workflows. The payload is ids only: the truth is the row. */
export const APP_EVENTS = {
  'order/placed': z.object({ orderId: orderIdSchema, attemptId: attemptIdSchema }),
  'payment/retry-requested': z.object({ orderId: orderIdSchema, attemptId: attemptIdSchema }),
  'payment/overdue': z.object({ orderId: orderIdSchema, attemptId: attemptIdSchema }),
  'payment/cancel-requested': z.object({ orderId: orderIdSchema, attemptId: attemptIdSchema }),
  'refund/requested': z.object({ refundId: refundIdSchema }),
  'refund/overdue': z.object({ refundId: refundIdSchema }),
  'webhook/received': z.object({ webhookId: z.string() }),
  'mail/owed': z.object({ mailId: z.uuid() }),
} as const;
export type AppEventName = keyof typeof APP_EVENTS;

export type AppEvent = {
  /** The engine starts one run per function for one id, however often the event is sent. */
  id: string;
  name: string;
  data: Record<string, string>;
};
