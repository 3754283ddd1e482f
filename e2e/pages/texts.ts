import { createTranslator } from 'next-intl';
import en from '#app/_messages/en.json' with { type: 'json' };
import ko from '#app/_messages/ko.json' with { type: 'json' };
import type { Locale } from '#server/orders/contract.ts';

/** The shop's own words in one language: people find things by them, and so do the page objects. */
export function textsIn(locale: Locale) {
  return createTranslator({ locale, messages: locale === 'ko' ? ko : en, timeZone: 'Asia/Seoul' });
}
export type Texts = ReturnType<typeof textsIn>;
