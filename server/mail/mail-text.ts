import { ACCESS_DAYS } from '../access/contract.ts';
import type { Locale } from '../orders/contract.ts';
import { LINK_DAYS } from './contract.ts';
import type { Message } from './decide-message.ts';
import { sayInEnglish } from './say-in-english.ts';
import { sayInKorean } from './say-in-korean.ts';

/**
 * Subject and plain text of a mail, in the order page's words and register. Plain text only: titles and names
 * mean nothing in it, and there is nothing to escape.
 *
 * @param link opens the order's page
 */
export function mailText(message: Message, locale: Locale, link: string): { subject: string; text: string } {
  const say = locale === 'ko' ? sayInKorean(message) : sayInEnglish(message);
  const { shop, subject, linkNote } = FRAME[locale];
  const paragraphs = [say.title, ...say.paragraphs, `${say.action}\n${link}`, linkNote, `— ${shop}`];
  return { subject: subject(say.title, message.number), text: `${paragraphs.join('\n\n')}\n` };
}

const FRAME = {
  ko: {
    shop: '느린책방',
    subject: (title: string, no: string) => `[느린책방] ${title} · 주문 ${no}`,
    linkNote: `이 링크는 ${LINK_DAYS}일 안에 한 번만 열 수 있어요. 링크를 연 브라우저에서는 ${ACCESS_DAYS}일 동안 주문을 다시 볼 수 있어요.`,
  },
  en: {
    shop: 'Slow Books',
    subject: (title: string, no: string) => `[Slow Books] ${title} · Order ${no}`,
    linkNote: `The link works once, within ${LINK_DAYS} days. The browser that opens it can come back to the order for ${ACCESS_DAYS} days.`,
  },
} as const satisfies Record<Locale, object>;
