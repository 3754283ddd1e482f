import { expect, type Locator, type Page } from '@playwright/test';
import type { Texts } from './texts.ts';

export class CataloguePage {
  readonly #page: Page;
  readonly #t: Texts;
  readonly heading: Locator;
  /** What each book of the page costs, in its order. */
  readonly prices: Locator;

  constructor(page: Page, t: Texts) {
    this.#page = page;
    this.#t = t;
    this.heading = page.getByRole('heading', { level: 1 });
    this.prices = page.getByRole('main').getByRole('strong');
  }

  async open(): Promise<void> {
    await this.#page.goto('/');
  }

  /** Works on every page: the search stands in the header. */
  async search(words: string): Promise<void> {
    const field = this.#page.getByRole('searchbox', { name: this.#t('search.label') });
    await field.fill(words);
    await field.press('Enter');
    await expect(this.heading).toHaveText(this.#t('listing.results', { q: words }));
  }

  /** Looks for the book by its title and opens it. */
  async chooseBook(title: string): Promise<void> {
    await this.search(title);
    await this.#page.getByRole('main').getByRole('link', { name: title, exact: true }).click();
    await expect(this.#page).toHaveURL(/\/books\//);
  }

  async openCategory(name: string): Promise<void> {
    const categories = this.#page.getByRole('navigation', { name: this.#t('shelf.categories') });
    await categories.getByRole('link', { name, exact: true }).click();
    await expect(this.heading).toHaveText(name);
  }

  async sortByLowPrice(): Promise<void> {
    const sorts = this.#page.getByRole('navigation', { name: this.#t('listing.sort') });
    const lowPrice = sorts.getByRole('link', { name: this.#t('listing.sorts.price_low') });
    await lowPrice.click();
    await expect(lowPrice).toHaveAttribute('aria-current', 'true');
  }

  /** `won` as a person types it. */
  async costAtMost(won: string): Promise<void> {
    await this.#page.getByRole('textbox', { name: this.#t('listing.maxPrice') }).fill(won);
    await this.#page.getByRole('button', { name: this.#t('listing.apply') }).click();
  }

  /** The chip that says what narrows the list, and takes it off. */
  chip(text: string): Locator {
    return this.#page.getByRole('link', { name: this.#t('listing.takeOff', { chip: text }) });
  }

  /** Works on every page: the switch stands in the header. */
  async switchLanguage(): Promise<void> {
    await this.#page.getByRole('button', { name: this.#t('site.otherLanguageLabel') }).click();
  }
}
