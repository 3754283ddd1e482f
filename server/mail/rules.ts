/** How long one sender may take, in ms, before another one may send the mail: three times a delivery. */
export const SEND_LEASE_MS = 60_000;
/** After this time, in ms, a mail that no server takes is given up (RFC 5321 4.5.4.1 asks for days). */
export const GIVE_UP_AFTER_MS = 4 * 86_400_000;
const FIRST_DELAY_MS = 60_000;
const LONGEST_DELAY_MS = 3_600_000;

/**
 * How long to wait after a failed sending, in ms: 1, 2, 4 … minutes, at most an hour; `null` when the mail is
 * given up.
 *
 * @param sends how often it was sent, the failed time included
 * @param ageMs how long it has been owed
 */
export function nextSendDelayMs(sends: number, ageMs: number): number | null {
  if (ageMs >= GIVE_UP_AFTER_MS) return null;
  return Math.min(FIRST_DELAY_MS * 2 ** (sends - 1), LONGEST_DELAY_MS);
}
