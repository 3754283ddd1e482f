import type { Locale } from '../orders/contract.ts';

/** What a mail says in one language. `action` names what its link is for. */
export type Saying = { title: string; paragraphs: string[]; action: string };

/** A title must not be able to look like the shop's own lines: no line breaks, no turned writing direction. */
export function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]+/gu, ' ').trim();
}

const SEOUL = { dateStyle: 'long', timeStyle: 'short', timeZone: 'Asia/Seoul', hourCycle: 'h23' } as const;
const seoulTime = {
  ko: new Intl.DateTimeFormat('ko-KR', SEOUL),
  en: new Intl.DateTimeFormat('en-GB', SEOUL),
} as const satisfies Record<Locale, Intl.DateTimeFormat>;

/** `2026년 11월 22일 19:05(KST)`, `22 November 2026 at 19:05 KST`: a mail may be read anywhere. */
export function formatSeoulTime(at: Date, locale: Locale): string {
  return locale === 'ko' ? `${seoulTime.ko.format(at)}(KST)` : `${seoulTime.en.format(at)} KST`;
}
