import type { Locale } from '#server/orders/contract.ts';

// The shop is in Seoul, and so are its deadlines. `h23` because Node and browsers disagree on Korean 12-hour texts.
const SEOUL = { timeZone: 'Asia/Seoul', hourCycle: 'h23' } as const;
const LANGUAGE = { ko: 'ko-KR', en: 'en-GB' } as const satisfies Record<Locale, string>;

/** `19:05`, in Seoul. `iso` is a UTC time as the contracts carry it. */
export function formatTime(iso: string, locale: Locale): string {
  return format(iso, locale, { hour: '2-digit', minute: '2-digit' });
}

/** `19:05:10`, in Seoul. */
export function formatTimeWithSeconds(iso: string, locale: Locale): string {
  return format(iso, locale, { hour: '2-digit', minute: '2-digit', second: '2-digit' });
}

/** `11월 22일 19:05` or `22 November at 19:05`, in Seoul: for what may be tomorrow. */
export function formatDayAndTime(iso: string, locale: Locale): string {
  return format(iso, locale, { month: 'long', day: 'numeric', hour: '2-digit', minute: '2-digit' });
}

/** `2026년 11월 22일 19:05` or `22 November 2026 at 19:05`, in Seoul. */
export function formatDateTime(iso: string, locale: Locale): string {
  return format(iso, locale, { dateStyle: 'long', timeStyle: 'short' });
}

/** `11월 24일 (화)` or `Tue 24 November`. `day` is a day in Korea, `YYYY-MM-DD`. */
export function formatDay(day: string, locale: Locale): string {
  // Midnight UTC is nine in the morning in Seoul: the same day.
  return format(day, locale, { month: 'long', day: 'numeric', weekday: 'short' });
}

/** How long something has been waiting, as a stopwatch shows it: `07:32`, `1:07:32`. Never negative. */
export function formatAge(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const two = (value: number) => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const rest = `${two(Math.floor((seconds % 3600) / 60))}:${two(seconds % 60)}`;
  return hours === 0 ? rest : `${hours}:${rest}`;
}

function format(iso: string, locale: Locale, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(LANGUAGE[locale], { ...SEOUL, ...options }).format(new Date(iso));
}
