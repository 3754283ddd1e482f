import type { Locator, Page } from '@playwright/test';
import type { Texts } from './texts.ts';

export class CartPage {
  readonly #page: Page;
  readonly #t: Texts;

  constructor(page: Page, t: Texts) {
    this.#page = page;
    this.#t = t;
  }

  /** The link in the header of every page, which says how many copies are in the cart. */
  link(copies: number): Locator {
    return this.#page.getByRole('link', { name: this.#t('site.cartWithCopies', { copies }), exact: true });
  }

  async oneMore(title: string): Promise<void> {
    await this.#page.getByRole('button', { name: this.#t('cart.more', { title }) }).click();
  }

  /** The link to the checkout, which says what will be paid. */
  orderLink(total: string): Locator {
    return this.#page.getByRole('link', { name: this.#t('cart.order', { total }) });
  }
}
