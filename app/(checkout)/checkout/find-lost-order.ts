import type { OrderNumber } from '#server/kernel/ids.ts';

/** Between two questions, in ms. */
const PAUSE_MS = 1_000;
/** So many answers of "no such order" are believed: the first may be older than the order that is on its way. */
const BELIEVED_MISSES = 3;

const pauseFor = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/**
 * Finds out whether an order whose answer was lost had been saved. Without any answer it goes on asking:
 * nothing may be said before the shop has spoken.
 *
 * @param ask asks the shop; `null` when it knows of no such order; throws when there is no answer
 * @returns the order's number, or `null` if none was saved
 */
export async function findLostOrder(
  ask: () => Promise<{ orderNumber: OrderNumber } | null>,
  pause: (ms: number) => Promise<void> = pauseFor,
): Promise<OrderNumber | null> {
  for (let misses = 0; misses < BELIEVED_MISSES; ) {
    const answer = await ask().catch(() => 'no_answer' as const);
    if (answer === null) misses += 1;
    else if (answer !== 'no_answer') return answer.orderNumber;
    if (misses < BELIEVED_MISSES) await pause(PAUSE_MS);
  }
  return null;
}
