import { expect, type Locator, type Page } from '@playwright/test';
import { formatWon } from '#app/_present/money.ts';
import type { Locale } from '#server/orders/contract.ts';
import { choosePaymentToken } from './payment-token.ts';
import type { Texts } from './texts.ts';
import { whenAlive } from './when-alive.ts';

export class CheckoutPage {
  readonly #page: Page;
  readonly #t: Texts;
  readonly #locale: Locale;
  /** What became of pressing "pay", when that has to be read. */
  readonly notice: Locator;

  constructor(page: Page, t: Texts, locale: Locale) {
    this.#page = page;
    this.#t = t;
    this.#locale = locale;
    this.notice = page.getByRole('main').getByRole('status');
  }

  async open(): Promise<void> {
    await this.#page.goto('/checkout');
  }

  async fillIn(paymentToken: string): Promise<void> {
    const write = (field: 'email' | 'phone' | 'recipient' | 'postcode' | 'address1', value: string) =>
      this.#page.getByRole('textbox', { name: this.#t(`fields.${field}`), exact: true }).fill(value);
    await whenAlive(this.#page.getByRole('textbox', { name: this.#t('fields.email'), exact: true }));
    await write('email', 'reader@example.com');
    await write('phone', '010-1234-5678');
    await write('recipient', '김하늘');
    await write('postcode', '04524');
    await write('address1', '서울특별시 중구 세종대로 110');
    await choosePaymentToken(this.#page, this.#t, paymentToken);
    await this.agree();
  }

  async agree(): Promise<void> {
    await this.#page.getByRole('checkbox', { name: this.#t('checkout.agree') }).check();
  }

  /** The button that pays this many won. */
  payButton(won: number): Locator {
    return this.#page.getByRole('button', { name: this.#payLabel(won), exact: true });
  }

  async expectNotice(
    notice: 'checking' | 'soldOut' | 'priceChanged' | 'alreadyPlaced',
    book = '',
  ): Promise<void> {
    const title = this.#t(`placement.${notice}.title`, { title: book });
    await expect(this.notice.getByRole('heading', { name: title, exact: true })).toBeVisible();
  }

  async expectEmptyCart(): Promise<void> {
    await expect(this.#page.getByText(this.#t('cart.empty'))).toBeVisible();
  }

  /** The link to an order that this cart has already become. */
  orderLink(): Locator {
    return this.notice.getByRole('link', { name: this.#t('placement.viewOrder') });
  }

  #payLabel(won: number): string {
    return this.#t('checkout.pay', { total: formatWon(won, this.#locale) });
  }
}
