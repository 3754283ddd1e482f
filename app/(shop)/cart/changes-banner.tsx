import { useTranslations } from 'next-intl';
import type { CartLine } from '#server/cart/contract.ts';
import type { Locale } from '#server/orders/contract.ts';
import { titleOf } from '../../_present/book-text.ts';
import { changesOf, priceChangeOf } from '../../_present/cart-changes.ts';
import { buttonClass } from '../../_ui/button-class.ts';
import { Notice } from '../../_ui/notice.tsx';
import { ChangeText } from './change-text.tsx';
import { NotChanged } from './live-cart.tsx';

/** How much has changed since the shopper last looked, and what; nothing when nothing has. */
export function ChangesBanner({ lines, locale }: { lines: readonly CartLine[]; locale: Locale }) {
  const t = useTranslations('cart');
  const changes = lines.flatMap((line) => changesOf(line).map((change) => ({ line, change })));
  if (changes.length === 0) return null;
  return (
    <Notice tone="wait">
      <p className="font-semibold">{t('changed', { n: changes.length })}</p>
      <div className="flex flex-wrap items-start justify-between gap-x-4">
        <details className="min-w-0 flex-1 basis-64">
          <summary className="flex min-h-11 w-fit items-center underline underline-offset-4">
            {t('changedDetails')}
          </summary>
          <ul className="space-y-1 pb-2 text-sm">
            {changes.map(({ line, change }) => (
              <li key={`${line.book.id} ${change.kind}`}>
                <a href={`#line-${line.book.id}`} className="inline-block py-1 hover:underline">
                  <span className="font-serif font-semibold">{titleOf(line.book, locale)}</span>
                  {' — '}
                  <ChangeText change={change} locale={locale} />
                </a>
              </li>
            ))}
          </ul>
        </details>
        {lines.some((line) => priceChangeOf(line) !== null) && (
          <form method="post" action="/cart/lines">
            <button type="submit" name="intent" value="acknowledge" className={buttonClass('secondary')}>
              {t('acknowledge')}
            </button>
          </form>
        )}
      </div>
      <NotChanged subject="acknowledge">{t('notices.unchanged')}</NotChanged>
    </Notice>
  );
}
