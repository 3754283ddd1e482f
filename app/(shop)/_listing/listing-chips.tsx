import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { Locale } from '#server/orders/contract.ts';
import { listingPath } from '../../_present/listing-address.ts';
import type { ListingChip } from '../../_present/listing-chips.ts';
import { formatWon } from '../../_present/money.ts';
import { buttonClass } from '../../_ui/button-class.ts';
import { CrossIcon } from '../../_ui/icons.tsx';
import { LinkPending } from '../../_ui/link-pending.tsx';

/** What narrows the list now; each is a link to the list without it. */
export function ListingChips({ chips, locale }: { chips: readonly ListingChip[]; locale: Locale }) {
  const t = useTranslations('listing');
  if (chips.length === 0) return null;
  return (
    <nav aria-label={t('chosen')}>
      <ul className="flex flex-wrap items-center gap-2">
        {chips.map((chip) => (
          <li key={chip.kind}>
            <Chip chip={chip} locale={locale} />
          </li>
        ))}
        {chips.length > 1 && (
          <li>
            <Link href={listingPath({})} prefetch={false} className={buttonClass('quiet', 'px-2 text-sm')}>
              {t('takeAllOff')}
              <LinkPending />
            </Link>
          </li>
        )}
      </ul>
    </nav>
  );
}

function Chip({ chip, locale }: { chip: ListingChip; locale: Locale }) {
  const t = useTranslations('listing');
  const text = useChipText(chip, locale);
  return (
    <Link
      href={chip.without}
      prefetch={false}
      aria-label={t('takeOff', { chip: text })}
      className="inline-flex min-h-11 max-w-full items-center gap-1.5 rounded-md bg-accent-wash pr-2 pl-3 text-sm text-accent-strong hover:underline"
    >
      <span className="truncate">{text}</span>
      <CrossIcon />
      <LinkPending />
    </Link>
  );
}

function useChipText(chip: ListingChip, locale: Locale): string {
  const t = useTranslations('listing');
  switch (chip.kind) {
    case 'words':
      return t('words', { words: chip.words });
    case 'inStock':
      return t('inStock');
    case 'price': {
      const from = chip.from === undefined ? undefined : formatWon(chip.from, locale);
      const to = chip.to === undefined ? undefined : formatWon(chip.to, locale);
      if (from === undefined) return t('priceTo', { to: to ?? '' });
      return to === undefined ? t('priceFrom', { from }) : t('priceBetween', { from, to });
    }
  }
}
