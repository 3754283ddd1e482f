import { useTranslations } from 'next-intl';
import type { Locale } from '#server/orders/contract.ts';
import { formatWon } from '../../../../_present/money.ts';

type Line = { bookId: string; title: string; quantity: number; unitPrice: number };

/** What was paid for, one row a book. On a phone the price of one copy stands under the title: four columns do not fit. */
export function ReceiptLines({ lines, locale }: { lines: Line[]; locale: Locale }) {
  const t = useTranslations('receipt');
  return (
    <table className="mt-6 w-full border-y border-line text-left">
      <caption className="sr-only">{t('caption')}</caption>
      <thead className="text-sm text-muted">
        <tr className="border-b border-line">
          <th scope="col" className="py-2 pr-4 font-medium">
            {t('book')}
          </th>
          <th scope="col" className="hidden py-2 pr-4 text-right font-medium sm:table-cell print:table-cell">
            {t('unitPrice')}
          </th>
          <th scope="col" className="py-2 pr-4 text-right font-medium whitespace-nowrap">
            {t('copies')}
          </th>
          <th scope="col" className="py-2 text-right font-medium">
            {t('amount')}
          </th>
        </tr>
      </thead>
      <tbody className="tabular-nums">
        {lines.map(({ bookId, title, quantity, unitPrice }) => (
          <tr key={bookId} className="border-b border-line last:border-0">
            <th scope="row" className="py-2 pr-4 font-normal">
              {title}
              <span className="block text-sm text-muted sm:hidden print:hidden">
                {formatWon(unitPrice, locale)}
              </span>
            </th>
            <td className="hidden py-2 pr-4 text-right align-top sm:table-cell print:table-cell">
              {formatWon(unitPrice, locale)}
            </td>
            <td className="py-2 pr-4 text-right align-top">{quantity}</td>
            <td className="py-2 text-right align-top">{formatWon(unitPrice * quantity, locale)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
