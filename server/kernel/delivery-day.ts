/** Orders paid before this hour, Korean time, leave the shop on the same working day. */
const CUT_OFF_HOUR = 14;
/** Korea has one time zone and no summer time. */
const KOREA_OFFSET_MS = 9 * 3_600_000;
const DAY_MS = 24 * 3_600_000;
const SUNDAY = 0;
const SATURDAY = 6;

/**
 * The day on which a parcel ordered at `from` should arrive, as `YYYY-MM-DD` in Korea. The shop packs from Monday
 * to Friday, couriers deliver on the day after, except on Sundays. Public holidays are not known here: what is
 * told to shoppers has to say "expected".
 */
export function deliveryDay(from: Date): string {
  const korean = new Date(from.getTime() + KOREA_OFFSET_MS);
  const isTooLate = korean.getUTCHours() >= CUT_OFF_HOUR;
  const packed = nextDay(new Date(korean.getTime() + (isTooLate ? DAY_MS : 0)), [SATURDAY, SUNDAY]);
  const arrived = nextDay(new Date(packed.getTime() + DAY_MS), [SUNDAY]);
  return arrived.toISOString().slice(0, 10);
}

/** `day`, or the first after it that is not one of `daysOff`. */
function nextDay(day: Date, daysOff: readonly number[]): Date {
  return daysOff.includes(day.getUTCDay()) ? nextDay(new Date(day.getTime() + DAY_MS), daysOff) : day;
}
