import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { BagIcon, ParcelIcon } from './icons.tsx';
import { LanguageSwitch } from './language-switch.tsx';
import { LinkPending } from './link-pending.tsx';
import { SearchBox } from './search-box.tsx';
import { ThemeSwitch } from './theme-switch.tsx';

const LINK =
  'flex min-h-11 min-w-11 items-center justify-center gap-2 rounded-md text-sm hover:bg-sunken lg:px-2.5';

/** @param copies how many copies are in the cart */
export function ShopHeader({ copies }: { copies: number }) {
  const t = useTranslations('site');
  return (
    <header className="border-b border-line bg-paper">
      <div className="mx-auto grid max-w-6xl grid-cols-[auto_minmax(0,1fr)] items-center gap-x-2 gap-y-1 md:gap-x-6 px-4 py-2 sm:px-6 md:grid-cols-[auto_minmax(0,1fr)_auto] md:py-3 lg:gap-x-10">
        <Link
          href="/"
          className="col-start-1 row-start-1 flex min-h-11 items-center gap-2 py-1"
          prefetch={false}
        >
          <span className="font-serif text-xl font-bold tracking-tight whitespace-nowrap sm:text-2xl">
            {t('name')}
          </span>
          <span className="hidden pt-2 text-xs text-muted lg:inline">{t('latinName')}</span>
          <LinkPending />
        </Link>
        <SearchBox className="col-span-2 row-start-2 pb-1 md:col-span-1 md:col-start-2 md:row-start-1 md:max-w-md md:pb-0" />
        <nav
          aria-label={t('navigation')}
          className="col-start-2 row-start-1 -mr-2.5 flex flex-wrap items-center justify-end justify-self-end md:col-start-3"
        >
          <Link href="/orders/lookup" prefetch={false} className={`${LINK} whitespace-nowrap`}>
            <ParcelIcon />
            <span className="sr-only lg:not-sr-only">{t('orderLookup')}</span>
            <LinkPending />
          </Link>
          <LanguageSwitch />
          <ThemeSwitch />
          <Link href="/cart" prefetch={false} className={LINK}>
            {/* Said in one breath; what is seen of it stands in two places. */}
            <span className="sr-only">{t('cartWithCopies', { copies })}</span>
            <span aria-hidden="true" className="relative">
              <BagIcon />
              {copies > 0 && (
                <span className="absolute -top-2.5 -right-3 min-w-5 rounded-full bg-accent px-1 text-center text-xs leading-5 font-semibold text-on-accent tabular-nums">
                  {copies}
                </span>
              )}
            </span>
            <span aria-hidden="true" className="hidden lg:inline">
              {t('cart')}
            </span>
            <LinkPending />
          </Link>
        </nav>
      </div>
    </header>
  );
}
