import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import type { MouseEvent } from 'react';
import type { CartView, SetCartQuantityInput } from '#server/cart/contract.ts';
import { assertNever } from '#server/kernel/assert-never.ts';
import { formatWon } from '../../_present/money.ts';
import { noticesOf, type PlacementNotice, type Refusal } from '../../_present/placement-notices.ts';
import { buttonClass } from '../../_ui/button-class.ts';
import { OrderLink } from './order-link.tsx';
import { Panel } from './panel.tsx';

type Props = {
  refusal: Refusal;
  /** The cart as it was sent, and as it is now. */
  sent: CartView;
  cart: CartView;
  onSetQuantity: (input: SetCartQuantityInput) => void;
  onPay: (consent: { sameAgain: boolean }) => void;
};

/** Why the shop did not take the order, and the one clear way on. */
export function RefusalPanel({ refusal, sent, cart, onSetQuantity, onPay }: Props) {
  const t = useTranslations('placement');
  const locale = useLocale();
  const total = formatWon(cart.total, locale);
  const notices = noticesOf(refusal, sent, locale);
  const asksForQuantity = notices.some(({ kind }) => kind === 'fewer_left');
  // Where today's cart could not be read there is no other total to agree to.
  const hasNewTotal = cart.total > 0 && cart.fingerprint !== sent.fingerprint && !asksForQuantity;

  return (
    <>
      {notices.map((notice, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the notices of one refusal are never reordered
        <NoticePanel key={index} notice={notice} onSetQuantity={onSetQuantity} />
      ))}
      <div className="flex flex-wrap gap-3">
        {refusal.kind === 'same_again' ? (
          <>
            <PayButton label={t('sameAgain.action', { total })} onPay={() => onPay({ sameAgain: true })} />
            <OrderLink orderNumber={refusal.orderNumber} />
          </>
        ) : (
          <>
            {hasNewTotal && (
              <PayButton label={t('pay', { total })} onPay={() => onPay({ sameAgain: false })} />
            )}
            <Link href="/cart" prefetch={false} className={buttonClass('secondary', 'w-full sm:w-auto')}>
              {t('toCart')}
            </Link>
          </>
        )}
      </div>
    </>
  );
}

/** Agrees to what the panel says. The second press of a double click on "pay" is no answer to it. */
function PayButton({ label, onPay }: { label: string; onPay: () => void }) {
  return (
    <button
      type="button"
      className={buttonClass('primary', 'w-full tabular-nums sm:w-auto')}
      onClick={(event: MouseEvent) => {
        if (event.detail <= 1) onPay();
      }}
    >
      {label}
    </button>
  );
}

type NoticeProps = { notice: PlacementNotice; onSetQuantity: Props['onSetQuantity'] };

function NoticePanel({ notice, onSetQuantity }: NoticeProps) {
  const t = useTranslations('placement');
  switch (notice.kind) {
    case 'sold_out':
      return (
        <Panel tone="wait" title={t('soldOut.title', { title: notice.title })} body={t('soldOut.body')} />
      );
    case 'fewer_left': {
      const { bookId, title, wanted, available } = notice;
      return (
        <Panel
          tone="wait"
          title={t('fewerLeft.title', { title })}
          body={t('fewerLeft.body', { n: available, a: wanted, b: available })}
        >
          <button
            type="button"
            className={buttonClass('primary')}
            onClick={() => onSetQuantity({ bookId, quantity: available })}
          >
            {t('fewerLeft.action', { b: available })}
          </button>
        </Panel>
      );
    }
    case 'price_changed':
      return <Panel tone="wait" title={t('priceChanged.title')} body={<PriceChange change={notice} />} />;
    case 'unknown_book':
      return <Panel tone="wait" title={t('unknownBook.title')} body={t('unknownBook.body')} />;
    case 'same_again': {
      const { orderNumber: no, minutesAgo: n } = notice;
      return <Panel tone="info" title={t('sameAgain.title', { no, n })} body={t('sameAgain.body')} />;
    }
    default:
      return assertNever(notice);
  }
}

function PriceChange({ change }: { change: Extract<PlacementNotice, { kind: 'price_changed' }> }) {
  const t = useTranslations('placement.priceChanged');
  const locale = useLocale();
  return (
    <>
      <ul className="tabular-nums">
        {change.prices.map(({ title, ...price }) => (
          <li key={title}>
            {t('line', { title, old: formatWon(price.old, locale), new: formatWon(price.new, locale) })}
          </li>
        ))}
        <li className="font-semibold">
          {t('total', {
            old: formatWon(change.oldTotal, locale),
            new: formatWon(change.newTotal, locale),
          })}
        </li>
      </ul>
      <p>{t('body')}</p>
    </>
  );
}
