import { expect, type Locator, type Page } from '@playwright/test';
import type { Texts } from './texts.ts';
import { whenAlive } from './when-alive.ts';

export class CartPage {
  readonly #page: Page;
  readonly #t: Texts;
  /** What is said, and not shown, when the total has changed. */
  readonly spoken: Locator;

  constructor(page: Page, t: Texts) {
    this.#page = page;
    this.#t = t;
    this.spoken = page.getByRole('main').getByRole('status');
  }

  async open(): Promise<void> {
    await this.#page.goto('/cart');
  }

  /** Waits until the page's script has taken over its forms. */
  async expectAlive(): Promise<void> {
    await whenAlive(this.#page.getByRole('main').locator('form').first());
  }

  /** The link in the header of every page, which says how many copies are in the cart. */
  link(copies: number): Locator {
    return this.#page.getByRole('link', { name: this.#t('site.cartWithCopies', { copies }), exact: true });
  }

  heading(title: string): Locator {
    return this.#page.getByRole('heading', { name: title, exact: true });
  }

  /** Everything that the cart says about one book, wherever it stands. */
  line(title: string): Locator {
    return this.#page.getByRole('listitem').filter({ has: this.heading(title) });
  }

  /** The part of the page below the cart. */
  get saved(): Locator {
    return this.#page.getByRole('region', { name: this.#t('cart.savedTitle'), exact: true });
  }

  async oneMore(title: string): Promise<void> {
    await this.#page.getByRole('button', { name: this.#t('cart.more', { title }) }).click();
  }

  async takeWhatIsLeft(title: string, n: number, left: number): Promise<void> {
    await this.line(title)
      .getByRole('button', { name: this.#t('cart.takeWhatIsLeft', { n, left }) })
      .click();
  }

  async saveForLater(title: string): Promise<void> {
    await this.#page.getByRole('button', { name: this.#t('cart.saveLabel', { title }), exact: true }).click();
  }

  async moveToCart(title: string): Promise<void> {
    await this.#page.getByRole('button', { name: this.#t('cart.moveLabel', { title }), exact: true }).click();
  }

  /** The button that takes a book out, in the cart or below it. */
  removeButton(title: string): Locator {
    return this.#page.getByRole('button', { name: this.#t('cart.removeLabel', { title }), exact: true });
  }

  async acknowledge(): Promise<void> {
    await this.#page.getByRole('button', { name: this.#t('cart.acknowledge'), exact: true }).click();
  }

  async expectChanges(n: number): Promise<void> {
    await expect(this.#page.getByText(this.#t('cart.changed', { n }), { exact: true })).toBeVisible();
  }

  async expectNoChanges(): Promise<void> {
    await expect(this.#page.getByRole('button', { name: this.#t('cart.acknowledge') })).toHaveCount(0);
  }

  /** The link to the checkout, which says what will be paid. */
  orderLink(total: string): Locator {
    return this.#page.getByRole('link', { name: this.#t('cart.order', { total }) });
  }
}
