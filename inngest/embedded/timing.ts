const UNIT_MS = { w: 604_800_000, d: 86_400_000, h: 3_600_000, m: 60_000, s: 1_000 };

/**
 * The moment an SDK time string stands for: a duration counted from `now` (`"1d2h"`, `"5s"`) or an ISO
 * date. Throws RangeError for anything else, and for the empty text, which the SDK sends for a duration it
 * does not understand.
 */
export function momentAfter(text: string, now: Date): Date {
  if (/^(?:\d+[wdhms])+$/.test(text)) {
    const parts = [...text.matchAll(/(\d+)([wdhms])/g)];
    // The pattern above admits these five letters only.
    const ms = parts.reduce((sum, [, count, unit]) => sum + Number(count) * UNIT_MS[unit as 's'], 0);
    return new Date(now.getTime() + ms);
  }
  const date = new Date(text);
  // JavaScript takes almost anything for a date: "5" is one in May.
  if (!/^\d{4}-/.test(text) || Number.isNaN(date.getTime()))
    throw new RangeError(`"${text}" is neither a duration nor a date`);
  return date;
}

// The waits of Inngest's own server after the first, second, … failed try, in seconds.
const BACKOFF_S = [15, 30, 60, 120, 300, 600, 1_200, 2_400, 3_600, 7_200];
const BACKOFF_JITTER_MS = 30_000;

/**
 * When to try again after the zero-based `attempt` failed. `retryAfter` (seconds or an ISO date, from a
 * RetryAfterError) is kept exactly; otherwise the wait grows and is spread by up to 30 s.
 */
export function retryMoment(attempt: number, retryAfter: string | null, now: Date): Date {
  if (retryAfter !== null) {
    return momentAfter(/^\d+$/.test(retryAfter) ? `${retryAfter}s` : retryAfter, now);
  }
  const seconds = BACKOFF_S[Math.min(attempt, BACKOFF_S.length - 1)] ?? 0;
  return new Date(now.getTime() + seconds * 1_000 + Math.random() * BACKOFF_JITTER_MS);
}

const UNREACHABLE_FIRST_MS = 250;
const UNREACHABLE_MOST_MS = 5_000;

/**
 * When to call again after `failures` calls in a row did not reach the function. Such a call says nothing
 * about the function, so it costs no retry; and the shop is usually back within seconds of a restart, so
 * the wait stays short: 250 ms, doubled each time, at most 5 s.
 */
export function reachMoment(failures: number, now: Date): Date {
  return new Date(now.getTime() + Math.min(UNREACHABLE_FIRST_MS * 2 ** failures, UNREACHABLE_MOST_MS));
}
