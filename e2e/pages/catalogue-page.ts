import { expect, type Page } from '@playwright/test';
import type { Texts } from './texts.ts';

export class CataloguePage {
  readonly #page: Page;
  readonly #t: Texts;

  constructor(page: Page, t: Texts) {
    this.#page = page;
    this.#t = t;
  }

  async open(): Promise<void> {
    await this.#page.goto('/');
  }

  /** Looks for the book by its title and opens it. Works on every page: the search stands in the header. */
  async chooseBook(title: string): Promise<void> {
    const field = this.#page.getByRole('searchbox', { name: this.#t('search.label') });
    await field.fill(title);
    await field.press('Enter');
    await expect(this.#page).toHaveURL(/\/\?q=/);
    await this.#page.getByRole('main').getByRole('link', { name: title, exact: true }).click();
    await expect(this.#page).toHaveURL(/\/books\//);
  }

  /** Works on every page: the switch stands in the header. */
  async switchLanguage(): Promise<void> {
    await this.#page.getByRole('button', { name: this.#t('site.otherLanguageLabel') }).click();
  }
}
