import type { Metadata } from 'next';
import Link from 'next/link';
import { getLocale, getTranslations } from 'next-intl/server';
import { changesOf } from '../../_present/cart-changes.ts';
import { formatWon } from '../../_present/money.ts';
import { ClientSide } from '../../_trpc/client-side.tsx';
import { caller } from '../../_trpc/server.ts';
import { buttonClass } from '../../_ui/button-class.ts';
import { CartTotals } from '../../_ui/cart-totals.tsx';
import { EmptyCart } from '../../_ui/empty-cart.tsx';
import { Notice } from '../../_ui/notice.tsx';
import { CartLineItem } from './cart-line-item.tsx';

type Props = { searchParams: Promise<{ unchanged?: string | string[] }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('cart');
  return { title: t('title') };
}

export default async function CartPage({ searchParams }: Props) {
  const cart = await (await caller()).cart.view();
  const locale = await getLocale();
  const t = await getTranslations('cart');
  const changes = cart.lines.flatMap(changesOf).length;
  return (
    <>
      <h1 className="font-serif text-3xl font-bold tracking-tight">{t('title')}</h1>
      <div className="mt-4 space-y-3">
        {(await searchParams).unchanged !== undefined && <Notice tone="no">{t('notChanged')}</Notice>}
        {changes > 0 && <Notice tone="wait">{t('changed', { n: changes })}</Notice>}
      </div>
      {cart.lines.length === 0 ? (
        <EmptyCart />
      ) : (
        <div className="mt-6 grid gap-8 lg:grid-cols-[1fr_22rem] lg:gap-12">
          <ClientSide namespaces={['cart']}>
            <ul className="self-start divide-y divide-line border-y border-line">
              {cart.lines.map((line) => (
                <CartLineItem key={line.book.id} line={line} locale={locale} />
              ))}
            </ul>
          </ClientSide>
          <section
            aria-labelledby="summary"
            className="h-fit rounded-lg border border-line bg-surface p-5 lg:sticky lg:top-6"
          >
            <h2 id="summary" className="font-serif text-xl font-bold">
              {t('summary')}
            </h2>
            <CartTotals cart={cart} locale={locale} />
            {cart.total > 0 ? (
              <>
                <Link href="/checkout" prefetch={false} className={buttonClass('primary', 'mt-5 w-full')}>
                  {t('order', { total: formatWon(cart.total, locale) })}
                </Link>
                <p className="mt-3 text-center text-sm text-muted">{t('guest')}</p>
              </>
            ) : (
              <p className="mt-5 text-muted">{t('nothingPayable')}</p>
            )}
          </section>
        </div>
      )}
    </>
  );
}
