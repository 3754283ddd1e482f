import { expect, type Locator, type Page } from '@playwright/test';
import type { ProgressText } from '#app/_present/progress-view.ts';
import type { Answer } from '#app/(shop)/orders/[number]/answer.ts';
import type { Texts } from './texts.ts';
import { whenAlive } from './when-alive.ts';

const ORDER_URL = /\/orders\/(\d{8}-[0-9A-Z]{6})$/;

export class OrderPage {
  readonly #page: Page;
  readonly #t: Texts;
  readonly state: Locator;
  readonly #cancelSummary: Locator;

  constructor(page: Page, t: Texts) {
    this.#page = page;
    this.#t = t;
    this.state = page.getByRole('heading', { level: 1 });
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
    await expect(this.state).toHaveText(this.titleOf(text), { timeout: 30_000 });
  }

  titleOf(text: ProgressText): string {
    return this.#t(`order.${text}.title`);
  }

  /** The icon of the browser's tab: the last of those that fit. */
  async icon(): Promise<string | null> {
    return this.#page.locator('link[rel="icon"]').last().getAttribute('href');
  }

  /** Listens as a screen reader does from now on; what it returns tells what was heard, change by change. */
  async listen(): Promise<() => Promise<unknown>> {
    await this.#page.getByTestId('state-announcer').evaluate((region) => {
      const heard: string[] = [];
      new MutationObserver(() => {
        heard.push(region.textContent ?? '');
        sessionStorage.setItem('heard', JSON.stringify(heard));
      }).observe(region, { childList: true, characterData: true, subtree: true });
    });
    return () => this.#page.evaluate(() => JSON.parse(sessionStorage.getItem('heard') ?? '[]'));
  }

  /** Puts the tab into the background, or back to the front: no browser under test does that by itself. */
  async setVisible(isVisible: boolean): Promise<void> {
    await this.#page.evaluate(
      (visibilityState) => {
        Object.defineProperty(document, 'visibilityState', { value: visibilityState, configurable: true });
        document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
      },
      isVisible ? 'visible' : 'hidden',
    );
  }

  async openReceipt(): Promise<void> {
    await this.#page.getByRole('link', { name: this.#t('order.receiptLink'), exact: true }).click();
    await expect(this.state).toHaveText(this.#t('receipt.title'));
  }

  /** Waits until the page says why a plain form did nothing. */
  async expectAnswer(answer: Answer): Promise<void> {
    await expect(this.#page.getByText(this.#t(`order.answers.${answer}`), { exact: true })).toBeVisible();
  }

  /** Puts the books of an order that has ended into the cart again. */
  async orderAgain(): Promise<void> {
    await this.#page.getByRole('button', { name: this.#t('order.orderAgain'), exact: true }).click();
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
    await whenAlive(this.retryButton);
    await this.payAgainByForm(paymentToken);
  }

  async payAgainByForm(paymentToken: string): Promise<void> {
    await this.#page.getByText(this.#t('order.otherMethod'), { exact: true }).click();
    await this.#page.getByLabel(this.#t('demo.token'), { exact: true }).fill(paymentToken);
    await this.retryButton.click();
  }
}
