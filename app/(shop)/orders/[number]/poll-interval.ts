/** The longest pause between two questions, in ms, while the shop does not answer. */
const LONGEST_PAUSE_MS = 60_000;

/**
 * How long a page waits before it asks for its order again, in ms, or `false` when it need not ask any more.
 *
 * @param pollAfterMs the shop's own wish, from its last answer; `null` when nothing will change any more
 * @param silentMs how long the shop has not answered, 0 when it did; the pause grows with it, so that a shop that
 *   comes back is not met by everybody at once
 * @param stretch this page's share of the jitter, from 1 to 1.2: shoppers who ordered together do not ask together
 */
export function pollInterval(pollAfterMs: number | null, silentMs: number, stretch: number): number | false {
  if (pollAfterMs === null) return false;
  return Math.max(pollAfterMs, Math.min(silentMs, LONGEST_PAUSE_MS)) * stretch;
}
