import { expect, type Locator, type Page } from '@playwright/test';
import type { Texts } from './texts.ts';

export class BookPage {
  readonly #page: Page;
  readonly #t: Texts;
  readonly title: Locator;
  readonly price: Locator;

  constructor(page: Page, t: Texts) {
    this.#page = page;
    this.#t = t;
    this.title = page.getByRole('heading', { level: 1 });
    // The first price of the page: the rest are those of similar books.
    this.price = page.getByRole('main').getByRole('strong').first();
  }

  async open(slug: string): Promise<void> {
    await this.#page.goto(`/books/${slug}`);
  }

  async addToCart(copies = 1): Promise<void> {
    if (copies > 1) await this.#page.getByRole('spinbutton').fill(String(copies));
    await this.#page.getByRole('button', { name: this.#t('book.add') }).click();
  }

  /** Leads to the checkout. */
  async buyNow(): Promise<void> {
    await this.#page.getByRole('button', { name: this.#t('book.buyNow') }).click();
    await expect(this.#page).toHaveURL('/checkout');
  }
}
