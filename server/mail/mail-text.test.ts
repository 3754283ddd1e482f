import { describe, expect, test } from 'vitest';
import { orderNumberSchema } from '../kernel/ids.ts';
import { MAIL_KINDS } from './contract.ts';
import type { Message } from './decide-message.ts';
import { mailText } from './mail-text.ts';

const LINK = 'https://books.example/orders/open?token=t';
const AT = new Date('2026-11-22T15:05:00Z');
const number = orderNumberSchema.parse('20261122-7F3K9Q');
const receipt = {
  kind: 'confirmed',
  number,
  placedAt: AT,
  lines: [
    { titleKo: '날개', titleEn: 'Wings', quantity: 1, unitPrice: 9_000 },
    { titleKo: '소나기', titleEn: 'The Shower', quantity: 2, unitPrice: 3_450 },
  ],
  itemsTotal: 15_900,
  shipping: 3_000,
  total: 18_900,
} satisfies Message;

/** Every message, with what each language has to say in it. */
const MESSAGES: Record<string, { message: Message; ko: string[]; en: string[] }> = {
  confirmed: {
    message: receipt,
    ko: [
      '[느린책방] 결제를 마쳤어요 · 주문 20261122-7F3K9Q',
      '주문 시각 2026년 11월 23일 00:05(KST)',
      '날개 · 1권 · 9,000원\n소나기 · 2권 · 6,900원',
      '상품 금액 15,900원\n배송비 3,000원\n총 결제 금액 18,900원',
      `주문 보기\n${LINK}`,
    ],
    en: [
      '[Slow Books] Payment complete · Order 20261122-7F3K9Q',
      'Ordered 23 November 2026 at 00:05 KST',
      'Wings · 1 copy · ₩9,000\nThe Shower · 2 copies · ₩6,900',
      'Items ₩15,900\nDelivery ₩3,000\nTotal ₩18,900',
      `View your order\n${LINK}`,
    ],
  },
  'declined, may be tried again': {
    message: { kind: 'declined', number, wasRefused: true, heldUntil: AT },
    ko: [
      '결제가 거절되어 청구된 금액은 없어요. 책은 2026년 11월 23일 00:05(KST)까지',
      `다시 결제하기\n${LINK}`,
    ],
    en: ["We're holding your books until 23 November 2026 at 00:05 KST.", `Try again\n${LINK}`],
  },
  'declined for good': {
    message: { kind: 'declined', number, wasRefused: true, heldUntil: null },
    ko: ['이 주문으로는 더 결제할 수 없어요.', `주문 보기\n${LINK}`],
    en: ['This order cannot be paid any more.', `View your order\n${LINK}`],
  },
  'declined, because nothing happened': {
    message: { kind: 'declined', number, wasRefused: false, heldUntil: AT },
    ko: ['결제되지 않았어요', '청구된 금액은 없어요.'],
    en: ['No payment was made, and you were not charged.'],
  },
  review: {
    message: { kind: 'review', number, deadline: AT },
    ko: ['2026년 11월 23일 00:05(KST)까지 이메일로 알려드릴게요. 다시 결제하지 마세요.'],
    en: ["by 23 November 2026 at 00:05 KST. Please don't pay again."],
  },
  'cancelled as asked': {
    message: { kind: 'cancelled', number, wasAsked: true },
    ko: ['주문을 취소했어요', '\n\n청구된 금액은 없어요.'],
    en: ['Order canceled', '\n\nYou were not charged.'],
  },
  'cancelled by time': {
    message: { kind: 'cancelled', number, wasAsked: false },
    ko: ['결제가 이루어지지 않았고, 청구된 금액은 없어요.'],
    en: ['No payment was made, and you were not charged.'],
  },
  refunded: {
    message: { kind: 'refunded', number, amount: 18_900, refundedAt: AT, cameLate: false },
    ko: ['2026년 11월 23일 00:05(KST)에 결제하신 수단으로 18,900원을 돌려드렸어요.'],
    en: ['₩18,900 went back to the way you paid on 23 November 2026 at 00:05 KST.'],
  },
  'refunded because it came late': {
    message: { kind: 'refunded', number, amount: 18_900, refundedAt: AT, cameLate: true },
    ko: ['죄송합니다. 주문이 취소된 뒤에 결제가 확인되어 18,900원을 환불했습니다.'],
    en: ['Your payment arrived after the order had been canceled, so we refunded ₩18,900.'],
  },
  'surplus refunded': {
    message: { kind: 'surplus_refunded', number, amount: 18_900 },
    ko: ['더 청구된 18,900원을 환불했습니다. 주문에는 바뀐 것이 없어요.'],
    en: ['we refunded the surplus of ₩18,900. Nothing about your order changes.'],
  },
};

test('every kind of mail has its line below', () => {
  expect(new Set(Object.values(MESSAGES).map(({ message }) => message.kind))).toEqual(new Set(MAIL_KINDS));
});

describe.each(Object.entries(MESSAGES))('%s', (_name, { message, ko, en }) => {
  test.each([
    ['ko', ko],
    ['en', en],
  ] as const)('%s', (locale, parts) => {
    const { subject, text } = mailText(message, locale, LINK);
    for (const part of parts) expect(`${subject}\n${text}`).toContain(part);
    expect(text).toContain(number);
    expect(subject).not.toMatch(/[\r\n]/);
  });
});

test('only proven negatives say that nothing was charged', () => {
  const claims = Object.values(MESSAGES).filter(({ message }) =>
    (['ko', 'en'] as const).some((locale) =>
      /not charged|청구된 금액은 없/.test(mailText(message, locale, LINK).text),
    ),
  );
  expect(new Set(claims.map(({ message }) => message.kind))).toEqual(new Set(['declined', 'cancelled']));
});

describe('a title cannot forge the shop’s own lines', () => {
  const forged = (title: string) =>
    mailText(
      { ...receipt, lines: [{ titleKo: title, titleEn: title, quantity: 1, unitPrice: 9_000 }] },
      'en',
      LINK,
    ).text;

  test.each(['A\r\n\r\nTry again\nhttps://evil.example', 'A\u2028B', 'A\u2029B', 'A\u0000B', 'A\u202EB'])(
    '%j stays on its line',
    (title) => {
      expect(forged(title)).toMatch(/^A .* · 1 copy · ₩9,000$/m);
    },
  );

  test('HTML is text like any other', () => {
    expect(forged('<a href="https://evil.example">Pay</a>')).toContain(
      '<a href="https://evil.example">Pay</a> · 1 copy',
    );
  });
});
