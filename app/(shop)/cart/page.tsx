import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { MAX_COPIES, MAX_LINES } from '#server/cart/contract.ts';
import { formatWon } from '../../_present/money.ts';
import { caller } from '../../_trpc/server.ts';
import { BookGrid } from '../../_ui/book-grid.tsx';
import { EmptyCart } from '../../_ui/empty-cart.tsx';
import { Notice } from '../../_ui/notice.tsx';
import { Shelf } from '../../_ui/shelf.tsx';
import { CartLineItem } from './cart-line-item.tsx';
import { cartNoticeSchema } from './cart-notice.ts';
import { ChangesBanner } from './changes-banner.tsx';
import { LiveCart } from './live-cart.tsx';
import { OrderBox } from './order-box.tsx';
import { SavedLines } from './saved-lines.tsx';

type Props = { searchParams: Promise<{ notice?: string | string[] }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('cart');
  return { title: t('title') };
}

export default async function CartPage({ searchParams }: Props) {
  const cart = await (await caller()).cart.view();
  const locale = await getLocale();
  const t = await getTranslations('cart');
  const notice = cartNoticeSchema.safeParse((await searchParams).notice);
  const isEmpty = cart.lines.length === 0;
  return (
    <LiveCart
      total={isEmpty ? t('empty') : t('spokenTotal', { total: formatWon(cart.total, locale) })}
      notChanged={t('notices.unchanged')}
    >
      <h1 id="cart" tabIndex={-1} data-place className="w-fit font-serif text-title font-bold">
        {t('title')}
      </h1>
      <div className="mt-4 space-y-3">
        {notice.success && (
          <Notice tone={notice.data === 'ordered_again' ? 'ok' : 'wait'}>
            {t(`notices.${notice.data}`, { copies: MAX_COPIES, lines: MAX_LINES })}
          </Notice>
        )}
        <ChangesBanner lines={cart.lines} locale={locale} />
      </div>
      {isEmpty && <EmptyCart />}
      <div className="mt-6 lg:grid lg:grid-cols-[1fr_22rem] lg:grid-rows-[auto_1fr] lg:gap-x-12">
        {!isEmpty && (
          <>
            <ul className="divide-y divide-line border-y border-line">
              {cart.lines.map((line) => (
                <CartLineItem key={line.book.id} line={line} locale={locale} />
              ))}
            </ul>
            <OrderBox cart={cart} locale={locale} />
          </>
        )}
        {cart.saved.length > 0 && <SavedLines lines={cart.saved} locale={locale} className="mt-12" />}
      </div>
      {isEmpty && <Bestsellers />}
    </LiveCart>
  );
}

/** Where an empty cart can go on. */
async function Bestsellers() {
  const { bestsellers } = await (await caller()).catalog.shelves();
  const locale = await getLocale();
  const t = await getTranslations('cart');
  if (bestsellers.length === 0) return null;
  return (
    <Shelf id="bestsellers" title={t('emptyBestsellers')}>
      <BookGrid books={bestsellers} locale={locale} kind="shelf" ranked />
    </Shelf>
  );
}
