import { createTranslator } from 'next-intl';
import en from '#app/_messages/en.json' with { type: 'json' };
import ko from '#app/_messages/ko.json' with { type: 'json' };
import type { Locale } from '#server/orders/contract.ts';

/** The shop's own words in one language: people find things by them, and so do the page objects. */
export function textsIn(locale: Locale) {
  // One type for both, so that a text that is gone from the catalogue is a type error here.
  const messages: typeof ko = locale === 'ko' ? ko : en;
  return createTranslator({ locale, messages, timeZone: 'Asia/Seoul' });
}
export type Texts = ReturnType<typeof textsIn>;
