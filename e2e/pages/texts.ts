import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { createTranslator, type Messages } from 'next-intl';
import type { Locale } from '#server/orders/contract.ts';

const FOLDER = fileURLToPath(new URL('../../app/_messages', import.meta.url));

/** The shop's own words in one language: people find things by them, and so do the page objects. */
export function textsIn(locale: Locale) {
  return createTranslator({ locale, messages: messagesIn(locale), timeZone: 'Asia/Seoul' });
}
export type Texts = ReturnType<typeof textsIn>;

// Node imports JSON only with an attribute that would keep the shop's build from compiling the texts.
function messagesIn(locale: Locale): Messages {
  const parts = globSync(path.join(FOLDER, locale, '*.json'));
  return Object.assign({}, ...parts.map((file) => JSON.parse(readFileSync(file, 'utf8'))));
}
