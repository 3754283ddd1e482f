import { expect, type Locator, type Page } from '@playwright/test';
import type { ProgressText } from '#app/_present/progress-view.ts';
import type { Texts } from './texts.ts';
import { whenAlive } from './when-alive.ts';

const ORDER_URL = /\/orders\/(\d{8}-[0-9A-Z]{6})$/;

export class OrderPage {
  readonly #page: Page;
  readonly #t: Texts;
  readonly state: Locator;
  /** Where screen readers hear of a new state; empty until there is one. */
  readonly announcer: Locator;
  readonly #cancelSummary: Locator;

  constructor(page: Page, t: Texts) {
    this.#page = page;
    this.#t = t;
    this.state = page.getByRole('heading', { level: 1 });
    this.announcer = page.getByTestId('state-announcer');
    this.#cancelSummary = page.getByText(t('order.cancel.open'), { exact: true });
  }

  async open(number: string): Promise<void> {
    await this.#page.goto(`/orders/${number}`);
  }

  /** Waits until the browser is on an order's page, and tells which order. */
  async arrive(): Promise<string> {
    await expect(this.#page).toHaveURL(ORDER_URL);
    return ORDER_URL.exec(this.#page.url())?.[1] ?? '';
  }

  /** Waits until the page says this. */
  async expectState(text: ProgressText): Promise<void> {
    await expect(this.state).toHaveText(this.#t(`order.${text}.title`), { timeout: 30_000 });
  }

  /** Where the shopper may pay again; absent unless it is proven that nothing was charged. */
  get retryButton(): Locator {
    return this.#page.getByRole('button', { name: this.#t('order.retry'), exact: true });
  }

  /** Unfolds "cancel" and presses the button that is named after what cancelling would do now. */
  async cancel(offer: 'now' | 'request' | 'refund'): Promise<void> {
    await whenAlive(this.#cancelSummary);
    await this.cancelByForm(offer);
  }

  /** The same before, or without, the page's script: the browser sends a plain form. */
  async cancelByForm(offer: 'now' | 'request' | 'refund'): Promise<void> {
    await this.#cancelSummary.click();
    const name = this.#t(`order.cancel.${offer}`);
    await this.#page.getByRole('button', { name, exact: true }).click();
  }

  async payAgain(paymentToken: string): Promise<void> {
    await this.#page.getByText(this.#t('order.otherMethod'), { exact: true }).click();
    await this.#page.getByLabel(this.#t('demo.token'), { exact: true }).fill(paymentToken);
    await (await whenAlive(this.retryButton)).click();
  }
}
