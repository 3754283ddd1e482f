export const REFUND_STATUSES = ['created', 'sending', 'pending', 'unknown', 'succeeded', 'review'] as const;
export type RefundStatus = (typeof REFUND_STATUSES)[number];

/**
 * Every change a refund's status may make; the database refuses all others. Unlike a charge, an unknown
 * refund may be sent again under its own key: the provider gives the money of one key back at most once.
 */
export const REFUND_TRANSITIONS = {
  created: ['sending'],
  sending: ['succeeded', 'pending', 'unknown', 'review'],
  pending: ['succeeded', 'sending', 'review'],
  unknown: ['succeeded', 'sending', 'review'],
  review: ['succeeded', 'sending'],
  succeeded: [],
} as const satisfies Record<RefundStatus, readonly RefundStatus[]>;

/**
 * Why money goes back: it came after the order had ended (`late_success`), the shopper had asked to cancel
 * (`cancel_requested`), the shopper cancelled a paid order (`shopper`), an admin decided (`admin`), or the
 * provider charged one order more than once (`surplus`).
 */
export const REFUND_REASONS = ['late_success', 'cancel_requested', 'shopper', 'admin', 'surplus'] as const;
export type RefundReason = (typeof REFUND_REASONS)[number];
