import { expect, type Locator, type Page } from '@playwright/test';
import type { Texts } from './texts.ts';

/** Where a guest finds an order. A plain form: the same with and without JavaScript. */
export class LookupPage {
  readonly #page: Page;
  readonly #t: Texts;
  readonly number: Locator;
  readonly contact: Locator;
  /** Why the order was not shown. */
  readonly answer: Locator;

  constructor(page: Page, t: Texts) {
    this.#page = page;
    this.#t = t;
    this.number = page.getByRole('textbox', { name: t('lookup.number'), exact: true });
    this.contact = page.getByRole('textbox', { name: t('lookup.contact'), exact: true });
    this.answer = page.locator('#answer');
  }

  async open(): Promise<void> {
    await this.#page.goto('/orders/lookup');
  }

  async lookUp(number: string, contact: string): Promise<void> {
    await this.number.fill(number);
    await this.contact.fill(contact);
    await this.#page.getByRole('button', { name: this.#t('lookup.submit'), exact: true }).click();
  }

  /** Waits for the one answer that every miss gets, with what was typed still there. */
  async expectMiss(number: string, contact: string): Promise<void> {
    await expect(this.answer).toContainText(this.#t('lookup.answer.not_found.body'));
    await expect(this.number).toHaveValue(number);
    await expect(this.contact).toHaveValue(contact);
  }
}
