/**
 * Points for a price, as a share of it. The fixed book price law allows 10 % off and 15 % with points: 5 % of a
 * sale price that is at most a tenth off never exceeds it.
 */
const POINTS_PERCENT = 5;

/** The points that paying `price` (whole won) earns; one point is one won. */
export function pointsFor(price: number): number {
  return Math.floor((price * POINTS_PERCENT) / 100);
}
