/** The moment at which a day, `YYYY-MM-DD`, begins in Korea, which has one time zone and no summer time. */
export function startOfDayInKorea(day: string): Date {
  return new Date(`${day}T00:00:00+09:00`);
}
