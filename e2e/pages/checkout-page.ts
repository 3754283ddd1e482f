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
    await whenAlive(this.field('email'));
    await this.field('email').fill('reader@example.com');
    await this.field('phone').fill('010-1234-5678');
    await this.field('recipient').fill('김하늘');
    await this.field('postcode').fill('04524');
    await this.field('address1').fill('서울특별시 중구 세종대로 110');
    await choosePaymentToken(this.#page, this.#t, paymentToken);
    await this.agree();
  }

  field(name: 'email' | 'phone' | 'recipient' | 'postcode' | 'address1'): Locator {
    return this.#page.getByRole('textbox', { name: this.#t(`fields.${name}`), exact: true });
  }

  /** What was wrong when the form was sent, with a link to each field. */
  get errorSummary(): Locator {
    return this.#page.getByRole('region', { name: this.#t('fieldErrors.title') });
  }

  /** The link of the summary that leads to a field which was left empty. */
  linkToMissing(field: 'email' | 'postcode' | 'agreed'): Locator {
    return this.errorSummary.getByRole('link', { name: this.#t(`fieldErrors.${field}.missing`) });
  }

  async agree(): Promise<void> {
    await this.#page.getByRole('checkbox', { name: this.#t('checkout.agree') }).check();
  }

  /** The button that pays this many won. */
  payButton(won: number): Locator {
    return this.#page.getByRole('button', { name: this.#payLabel(won), exact: true });
  }

  /** Orders the same books once more, for this many won. */
  orderAgainButton(won: number): Locator {
    const total = formatWon(won, this.#locale);
    return this.notice.getByRole('button', { name: this.#t('placement.sameAgain.action', { total }) });
  }

  /** Takes the copies that are left instead of those that were wanted. */
  takeCopiesButton(copies: number): Locator {
    return this.notice.getByRole('button', { name: this.#t('placement.fewerLeft.action', { b: copies }) });
  }

  /** Loads the page of a shop that was updated meanwhile. */
  get reloadButton(): Locator {
    return this.notice.getByRole('button', { name: this.#t('placement.outdated.action') });
  }

  async expectNotice(
    notice:
      | 'alreadyPlaced'
      | 'checking'
      | 'fewerLeft'
      | 'offline'
      | 'orderedElsewhere'
      | 'outdated'
      | 'priceChanged'
      | 'soldOut',
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
