import type { Locator, Page } from '@playwright/test';
import type { Texts } from './texts.ts';
import { whenAlive } from './when-alive.ts';

export class AdminPage {
  readonly #page: Page;
  readonly #t: Texts;

  constructor(page: Page, t: Texts) {
    this.#page = page;
    this.#t = t;
  }

  async open(): Promise<void> {
    await this.#page.goto('/admin/payments');
  }

  async logIn(password: string): Promise<void> {
    await this.#page.getByLabel(this.#t('admin.password')).fill(password);
    await this.#page.getByRole('button', { name: this.#t('admin.login') }).click();
  }

  get alert(): Locator {
    return this.#page.getByRole('main').getByRole('alert');
  }

  get heading(): Locator {
    return this.#page.getByRole('heading', { level: 1 });
  }

  row(orderNumber: string): Locator {
    return this.#page.getByRole('row').filter({ hasText: orderNumber });
  }

  async checkNow(orderNumber: string): Promise<void> {
    const name = this.#t('admin.checkNowLabel', { no: orderNumber });
    await (await whenAlive(this.#page.getByRole('button', { name }))).click();
  }

  /** What the last "check now" of this order has said. */
  answer(orderNumber: string): Locator {
    return this.row(orderNumber).getByRole('status');
  }
}
