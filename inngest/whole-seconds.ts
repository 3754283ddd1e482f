/**
 * A sleep of at least `ms`, in ms. The SDK cuts a duration down to whole seconds, and who wakes before the time
 * has come finds nothing to do.
 */
export function wholeSeconds(ms: number): number {
  return Math.max(Math.ceil(ms / 1_000), 1) * 1_000;
}
