import type { Page } from '@playwright/test';
import type { Locale } from '#server/orders/contract.ts';
import { BookPage } from './book-page.ts';
import { CartPage } from './cart-page.ts';
import { CataloguePage } from './catalogue-page.ts';
import { CheckoutPage } from './checkout-page.ts';
import { LookupPage } from './lookup-page.ts';
import { OrderPage } from './order-page.ts';
import { textsIn } from './texts.ts';

/** The pages as one person sees them, in one tab and one language. */
export class Shopper {
  readonly page: Page;
  readonly catalogue: CataloguePage;
  readonly book: BookPage;
  readonly cart: CartPage;
  readonly checkout: CheckoutPage;
  readonly order: OrderPage;
  readonly lookup: LookupPage;

  constructor(page: Page, locale: Locale) {
    const t = textsIn(locale);
    this.page = page;
    this.catalogue = new CataloguePage(page, t);
    this.book = new BookPage(page, t);
    this.cart = new CartPage(page, t);
    this.checkout = new CheckoutPage(page, t, locale);
    this.order = new OrderPage(page, t);
    this.lookup = new LookupPage(page, t);
  }

  /** Up to the moment before "pay": one copy in the cart, the form filled in. */
  async goToPay(book: { slug: string }, paymentToken: string): Promise<void> {
    await this.book.open(book.slug);
    await this.book.buyNow();
    await this.checkout.fillIn(paymentToken);
  }

  /** Orders one copy and returns the order's number; `total` in won. */
  async placeOrder(book: { slug: string; total: number }, paymentToken: string): Promise<string> {
    await this.goToPay(book, paymentToken);
    await this.checkout.payButton(book.total).click();
    return this.order.arrive();
  }
}

export function shopperAt(page: Page, locale: Locale = 'ko'): Shopper {
  return new Shopper(page, locale);
}
