import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { createTRPCClient, httpLink, TRPCClientError } from '@trpc/client';
import { type BookId, type OrderNumber, orderNumberSchema } from '#server/kernel/ids.ts';
import type { PlaceOrderInput, ShopperPhase } from '#server/orders/contract.ts';
import { quoteOrder } from '#server/orders/quote-order.ts';
import type { AppRouter } from '#server/trpc/root.ts';
import { draw, pick } from './random.ts';
import type { BookForSale } from './shelves.ts';

/** One request to place an order and what came of it. */
export type Placement = {
  buyer: string;
  clientKey: string;
  /** Requests with equal content have equal bodies. */
  body: string;
  /** `placed` with its number, a refusal of the shop (`sold_out`, …), or the code of an error. */
  answer: string;
  number: OrderNumber | null;
};

/** What a page said of an order, the first time that it said so. `at` in ms since 1970. */
export type Page = { number: OrderNumber; phase: ShopperPhase; attempt: number; at: number };

export type Diary = { placements: Placement[]; pages: Page[] };

export type CrowdOptions = {
  shopUrl: string;
  books: readonly BookForSale[];
  seed: string;
  orders: number;
  scale: number;
  /** Chooses the card token of an order's attempt; both count from 0 and 1. */
  token?: (order: number, attempt: number) => string;
  /** Shares of the buyers who want to cancel, and of those who want a book that is scarce, from 0 to 1. */
  cancelShare?: number;
  scarceShare?: number;
  signal: AbortSignal;
};

/** How many place orders at the same time. */
const CONCURRENCY = 16;
/** What an impatient browser waits between two tries of the same request, in ms. */
const RETRY_MS = 250;
/** Longer than any outage of a run; a shop that answers nothing for so long is broken. */
const GIVE_UP_MS = 30_000;
const FIRST_POLL_MS = 250;
const LONGEST_POLL_MS = 3_000;
/** After this many provider ms without news a buyer leaves: the retry window and the longest fence wait. */
const PATIENCE_MS = 30 * 60_000;

/**
 * Sends a crowd of buyers through the shop and returns what they saw. What each wants (books, double clicks,
 * another body under the same key, cancelling, trying again) depends on the seed alone.
 */
export function sendCrowd(options: CrowdOptions): {
  placed: Promise<void>;
  done: Promise<void>;
  diary: Diary;
} {
  const { orders } = options;
  const diary: Diary = { placements: [], pages: [] };
  const watching: Promise<void>[] = [];
  let next = 0;
  async function worker(): Promise<void> {
    while (next < orders && !options.signal.aborted) {
      const buyer = createBuyer(options, next++, diary);
      const number = await buyer.place();
      if (number) watching.push(buyer.watch(number));
    }
  }
  const placed = Promise.all(Array.from({ length: CONCURRENCY }, worker)).then(() => {});
  const done = placed.then(() => Promise.all(watching)).then(() => {});
  return { placed, done, diary };
}

function createBuyer(options: CrowdOptions, index: number, diary: Diary) {
  const { seed, books, scale, signal } = options;
  const luck = (purpose: string) => draw(seed, `${index}/${purpose}`);
  const token = (attempt: number) => options.token?.(index, attempt) ?? 'tok_random';
  // Every third order is placed by the buyer of the one before: carts and keys belong to buyers.
  const buyer = uuidOf(seed, index - (index % 3 === 2 ? 1 : 0));
  const api = createTRPCClient<AppRouter>({
    links: [httpLink({ url: `${options.shopUrl}/api/trpc`, headers: { cookie: `buyer=${buyer}` } })],
  });
  const seen = new Set<string>();

  async function order(input: PlaceOrderInput): Promise<OrderNumber | null> {
    const giveUpAt = Date.now() + GIVE_UP_MS;
    for (;;) {
      const { answer, number } = await api.orders.place.mutate(input).then(
        (result) => ({
          answer: result.kind,
          number: result.kind === 'placed' ? orderNumberSchema.parse(result.orderNumber) : null,
        }),
        (error: unknown) => ({ answer: codeOf(error), number: null }),
      );
      const { clientKey, ...body } = input;
      diary.placements.push({ buyer, clientKey, body: JSON.stringify(body), answer, number });
      if (answer !== 'NO_ANSWER' || signal.aborted) return number;
      // A shop without one of its guards may never answer: its books are judged all the same.
      if (Date.now() > giveUpAt) return null;
      await pause(RETRY_MS, signal);
    }
  }

  return {
    /** Orders, sometimes twice at once, sometimes with other content under the same key. */
    async place(): Promise<OrderNumber | null> {
      const wantsScarce = luck('scarce') < (options.scarceShare ?? 0.15);
      const input = requestOf(books, wantsScarce, luck, token(1));
      const twice = luck('double click') < 0.2;
      const [first] = await Promise.all([order(input), twice ? order(input) : null]);
      // Whoever finds the scarce book gone takes another one.
      const number = first ?? (await order(requestOf(books, false, luck, token(1))));
      if (number && luck('other body') < 0.1) {
        await order({ ...input, contact: { ...input.contact, recipient: '다른 사람' } });
      }
      return number;
    },

    /** Looks at the order's page until nothing changes any more, and acts on what it says. */
    async watch(number: OrderNumber): Promise<void> {
      const leaveAt = Date.now() + PATIENCE_MS / scale;
      let cancelAfterPolls =
        luck('cancels') < (options.cancelShare ?? 0.15) ? Math.floor(luck('cancels when') * 6) : null;
      let wait = FIRST_POLL_MS * (1 + luck('pace'));
      for (let polls = 0; !signal.aborted && Date.now() < leaveAt; polls++) {
        const progress = await api.orders.progress.query({ number }).catch(() => null);
        const at = Date.now();
        if (progress) {
          const { phase, attempt } = progress;
          if (!seen.has(`${phase}/${attempt}`)) diary.pages.push({ number, phase, attempt, at });
          seen.add(`${phase}/${attempt}`);
          const isOver = progress.pollAfterMs === null;
          if (cancelAfterPolls !== null && (polls >= cancelAfterPolls || isOver)) {
            cancelAfterPolls = null;
            await api.orders.cancel.mutate({ number }).catch(() => null);
          } else if (isOver) {
            return;
          }
          const mayRetry = progress.retryUntil !== null && progress.attemptsLeft > 0;
          if (mayRetry && luck(`tries again ${attempt}`) < 0.7) {
            const again = { number, afterAttempt: attempt, paymentToken: token(attempt + 1) };
            await api.orders.retryPayment.mutate(again).catch(() => null);
          }
        }
        await pause(wait, signal);
        wait = Math.min(wait * 1.3, LONGEST_POLL_MS);
      }
    },
  };
}

function requestOf(
  books: readonly BookForSale[],
  wantsScarce: boolean,
  luck: (purpose: string) => number,
  paymentToken: string,
): PlaceOrderInput {
  const lines = new Map<BookId, { quantity: number; unitPrice: number }>();
  const count = wantsScarce ? 1 : 1 + Math.floor(luck('lines') * 3);
  const shelf = books.filter(({ isScarce }) => isScarce === wantsScarce);
  for (let line = 0; line < count; line++) {
    const { id, salePrice } = pick(shelf, luck(`book ${line}`));
    const quantity = wantsScarce ? 1 : 1 + Math.floor(luck(`copies ${line}`) * 2);
    lines.set(id, { quantity, unitPrice: salePrice });
  }
  return {
    clientKey: randomUUID(),
    lines: [...lines].map(([bookId, { quantity }]) => ({ bookId, quantity })),
    expectedTotal: quoteOrder([...lines.values()]).total,
    contact: {
      email: 'reader@example.com',
      phone: '01012345678',
      recipient: '김독자',
      postcode: '04524',
      address1: '서울 중구 세종대로 110',
      address2: '3층',
      deliveryNote: '',
    },
    paymentToken,
    locale: luck('language') < 0.5 ? 'ko' : 'en',
    // The crowd knows what it wants: the question is for people, and keeps no money safe.
    sameAgain: true,
  };
}

/** The shop's own code of an error, or `NO_ANSWER` when there is none: then nothing is known. */
function codeOf(error: unknown): string {
  if (!(error instanceof TRPCClientError)) return 'NO_ANSWER';
  // The error's shape is the router's own; tRPC types it as unknown here.
  const { data } = error as { data?: { appCode?: string | null; code?: string } | null };
  if (data?.appCode) return data.appCode;
  return data?.code === 'BAD_REQUEST' ? data.code : 'NO_ANSWER';
}

function uuidOf(seed: string, index: number): string {
  const hex = (part: number) =>
    Math.floor(draw(seed, `buyer ${index} ${part}`) * 2 ** 32)
      .toString(16)
      .padStart(8, '0');
  const digits = hex(0) + hex(1) + hex(2) + hex(3);
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(13, 16)}-8${digits.slice(17, 20)}-${digits.slice(20)}`;
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await delay(ms, undefined, { signal }).catch(() => {});
}
