import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { BagIcon } from './icons.tsx';
import { LanguageSwitch } from './language-switch.tsx';
import { ThemeSwitch } from './theme-switch.tsx';

/** @param copies how many copies are in the cart */
export function ShopHeader({ copies }: { copies: number }) {
  const t = useTranslations('site');
  return (
    <header className="border-b border-line bg-paper">
      <div className="mx-auto flex max-w-6xl items-center justify-between gap-3 px-4 py-2 sm:px-6">
        <Link href="/" className="flex min-h-11 items-baseline gap-2 py-1" prefetch={false}>
          <span className="font-serif text-2xl font-bold tracking-tight">{t('name')}</span>
          <span className="hidden text-xs text-muted sm:inline">{t('latinName')}</span>
        </Link>
        <nav aria-label={t('navigation')} className="flex items-center gap-1">
          <LanguageSwitch />
          <ThemeSwitch />
          <Link
            href="/cart"
            prefetch={false}
            aria-label={t('cartWithCopies', { copies })}
            className="flex min-h-11 min-w-11 items-center justify-center gap-2 rounded-md px-2 hover:bg-sunken"
          >
            <BagIcon />
            <span className="hidden sm:inline">{t('cart')}</span>
            {copies > 0 && (
              <span className="rounded-full bg-accent px-2 text-sm font-semibold text-on-accent tabular-nums">
                {copies}
              </span>
            )}
          </Link>
        </nav>
      </div>
    </header>
  );
}
