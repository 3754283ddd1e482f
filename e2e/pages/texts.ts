import { createTranslator } from 'next-intl';
import { messages } from '#app/_messages/messages.ts';
import type { Locale } from '#server/orders/contract.ts';

/** The shop's own words in one language: people find things by them, and so do the page objects. */
export function textsIn(locale: Locale) {
  return createTranslator({ locale, messages: messages[locale], timeZone: 'Asia/Seoul' });
}
export type Texts = ReturnType<typeof textsIn>;
