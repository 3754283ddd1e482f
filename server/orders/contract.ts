import { z } from 'zod';
import { MAX_LINES, quantitySchema } from '../cart/contract.ts';
import { bookIdSchema, orderNumberSchema } from '../kernel/ids.ts';
import { wonSchema } from '../kernel/money.ts';
import type { AttemptStatus } from '../payments/contract.ts';
import type { RefundReason as ReasonOfRefund } from '../refunds/contract.ts';

export const ORDER_STATUSES = ['placed', 'confirmed', 'cancelled', 'refunding', 'refunded'] as const;
export type OrderStatus = (typeof ORDER_STATUSES)[number];

/** Every change an order's status may make. The database refuses all others (a test compares the two). */
export const ORDER_TRANSITIONS = {
  placed: ['confirmed', 'cancelled'],
  confirmed: ['refunding'],
  refunding: ['refunded'],
  cancelled: [],
  refunded: [],
} as const satisfies Record<OrderStatus, readonly OrderStatus[]>;

/** How the newest try to charge an order stands. */
export type PaymentStatus = AttemptStatus;
/** Why money of an order goes back. */
export type RefundReason = ReasonOfRefund;

export const CANCEL_REASONS = ['declined', 'expired', 'shopper', 'admin'] as const;
export type CancelReason = (typeof CANCEL_REASONS)[number];

export const RESERVATION_STATUSES = ['held', 'committed', 'released', 'returned'] as const;
export type ReservationStatus = (typeof RESERVATION_STATUSES)[number];

export const RESERVATION_TRANSITIONS = {
  held: ['committed', 'released'],
  committed: ['returned'],
  released: [],
  returned: [],
} as const satisfies Record<ReservationStatus, readonly ReservationStatus[]>;

/** How long, in ms, ordering the same books again is more likely a slip than a wish (experience.md, "No double order"). */
export const SAME_AGAIN_WINDOW_MS = 10 * 60_000;
/** How long an order whose payment was refused keeps its books, in ms (payments.md, section 3). */
export const RETRY_WINDOW_MS = 10 * 60_000;
/** How many times one order may be charged, each time only after the last was proven negative. */
export const MAX_ATTEMPTS = 3;
/** Orders of this many won or more are delivered free; others cost `SHIPPING_WON`. */
export const FREE_SHIPPING_FROM_WON = 15_000;
export const SHIPPING_WON = 3_000;

export const clientKeySchema = z.string().regex(/^[A-Za-z0-9_-]{16,64}$/);
export const paymentTokenSchema = z.string().regex(/^tok_[A-Za-z0-9_-]{1,60}$/);
export const localeSchema = z.enum(['ko', 'en']);
export type Locale = z.infer<typeof localeSchema>;

const text = (max: number) => z.string().trim().min(1).max(max);

export const contactSchema = z.object({
  email: z.email().max(254),
  phone: z
    .string()
    .trim()
    .transform((value) => value.replace(/[\s-]/g, ''))
    .pipe(z.string().regex(/^\+?\d{9,15}$/)),
  recipient: text(60),
  postcode: z
    .string()
    .trim()
    .regex(/^\d{5}$/),
  address1: text(200),
  address2: z.string().trim().max(200),
  /** What the shopper asks of the courier; empty when nothing, and from a page that was loaded before it existed. */
  deliveryNote: z.string().trim().max(100).default(''),
});
export type Contact = z.infer<typeof contactSchema>;

export const placeOrderInputSchema = z.object({
  /** Made by the browser, once per cart content. Sending the same key again never orders again. */
  clientKey: clientKeySchema,
  lines: z
    .array(z.object({ bookId: bookIdSchema, quantity: quantitySchema }))
    .min(1)
    .max(MAX_LINES),
  /** What the shopper was shown, in won with shipping. Another total is refused, never charged. */
  expectedTotal: wonSchema.min(1),
  contact: contactSchema,
  paymentToken: paymentTokenSchema,
  locale: localeSchema,
  /** The shopper was asked whether to order the same books again, and said yes. */
  sameAgain: z.boolean().default(false),
});
export type PlaceOrderInput = z.infer<typeof placeOrderInputSchema>;

export const placeOrderResultSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('placed'), orderNumber: orderNumberSchema, replayed: z.boolean() }),
  z.object({
    kind: z.literal('sold_out'),
    books: z.array(z.object({ bookId: bookIdSchema, available: z.number().int().min(0) })),
  }),
  /** `prices` names every book of the request with what one copy costs now. */
  z.object({
    kind: z.literal('price_changed'),
    total: wonSchema,
    prices: z.array(z.object({ bookId: bookIdSchema, unitPrice: wonSchema })),
  }),
  z.object({ kind: z.literal('unknown_book'), bookIds: z.array(bookIdSchema) }),
  /** This buyer ordered the same books a moment ago. Nothing was written; `sameAgain` orders them once more. */
  z.object({
    kind: z.literal('same_again'),
    orderNumber: orderNumberSchema,
    minutesAgo: z.number().int().min(0),
  }),
]);
export type PlaceOrderResult = z.infer<typeof placeOrderResultSchema>;

export const orderNumberInputSchema = z.object({ number: orderNumberSchema });

export const retryPaymentInputSchema = z.object({
  number: orderNumberSchema,
  /** The attempt that the shopper saw refused; pressing twice asks for the same next attempt. */
  afterAttempt: z.number().int().min(1).max(MAX_ATTEMPTS),
  paymentToken: paymentTokenSchema,
});
export type RetryPaymentInput = z.infer<typeof retryPaymentInputSchema>;

export const retryPaymentResultSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('retrying') }),
  z.object({ kind: z.literal('not_possible'), reason: z.enum(['over', 'still_checking', 'too_many']) }),
]);
export type RetryPaymentResult = z.infer<typeof retryPaymentResultSchema>;

export const refundOrderInputSchema = z.object({
  number: orderNumberSchema,
  /** Why, in the admin's words; kept with the refund. */
  reason: z.string().trim().min(10).max(1_000),
  /** Whether the books go back on the shelf once the money is back. */
  restock: z.boolean(),
});
export type RefundOrderInput = z.infer<typeof refundOrderInputSchema>;

export const refundOrderResultSchema = z.object({ kind: z.enum(['refunding', 'not_possible']) });
export type RefundOrderResult = z.infer<typeof refundOrderResultSchema>;

export const cancelOrderResultSchema = z.object({
  kind: z.enum(['cancelled', 'requested', 'refunding', 'not_possible']),
});
export type CancelOrderResult = z.infer<typeof cancelOrderResultSchema>;

/** What pressing "cancel" would do now: end the order, ask for its end, give the money back, or nothing. */
const CANCEL_OFFERS = ['cancel_now', 'request', 'refund', 'nothing'] as const;
export const cancelOfferSchema = z.enum(CANCEL_OFFERS);
export type CancelOffer = z.infer<typeof cancelOfferSchema>;

/** What a page tells the shopper. Derived from order and live attempt; never stored. */
export const SHOPPER_PHASES = [
  'confirming',
  'still_checking',
  'taking_long',
  'paid',
  'declined',
  'not_charged',
  'review',
  'cancelled',
  'refunding',
  'refunded',
] as const;
export const shopperPhaseSchema = z.enum(SHOPPER_PHASES);
export type ShopperPhase = z.infer<typeof shopperPhaseSchema>;

/** The poll's answer: small, read by one indexed query. Times are ISO strings in UTC. */
export const orderProgressSchema = z.object({
  number: orderNumberSchema,
  phase: shopperPhaseSchema,
  /** Grows with every change of the order or its attempts. */
  version: z.number().int(),
  attempt: z.number().int().min(1),
  attemptsLeft: z.number().int().min(0),
  lastCheckedAt: z.iso.datetime().nullable(),
  nextCheckAt: z.iso.datetime().nullable(),
  /** Until when a refused payment may be tried again, or `null` when it may not. */
  retryUntil: z.iso.datetime().nullable(),
  /** By when a person will have decided, while the phase is `review`. */
  reviewDueAt: z.iso.datetime().nullable(),
  cancelOffer: cancelOfferSchema,
  cancelRequested: z.boolean(),
  /** Money on its way back, or back; whole won. `tooLate`: it came after the order had ended. */
  refund: z
    .object({
      amount: wonSchema,
      tooLate: z.boolean(),
      requestedAt: z.iso.datetime(),
      succeededAt: z.iso.datetime().nullable(),
    })
    .nullable(),
  /** The day, in Korea, on which a paid order should arrive; `null` in every other phase. */
  deliverOn: z.iso.date().nullable(),
  /** When to ask again, in ms, or `null` when nothing will change any more. */
  pollAfterMs: z.number().int().positive().nullable(),
});
export type OrderProgress = z.infer<typeof orderProgressSchema>;

export const orderViewSchema = z.object({
  progress: orderProgressSchema,
  placedAt: z.iso.datetime(),
  maskedEmail: z.string(),
  recipient: z.string(),
  postcode: z.string(),
  address: z.string(),
  /** What the courier is asked for; empty when nothing. */
  deliveryNote: z.string(),
  lines: z.array(
    z.object({
      bookId: bookIdSchema,
      slug: z.string(),
      titleKo: z.string(),
      titleEn: z.string(),
      quantity: quantitySchema,
      unitPrice: wonSchema,
    }),
  ),
  itemsTotal: wonSchema,
  shipping: wonSchema,
  total: wonSchema,
  /** What the order earns when it is paid, and loses when its money goes back. */
  points: z.number().int().min(0),
  /** The charge that brought the money, once it is known: when we learned of it, and the provider's name for it. */
  payment: z.object({ confirmedAt: z.iso.datetime(), reference: z.string() }).nullable(),
});
export type OrderView = z.infer<typeof orderViewSchema>;
