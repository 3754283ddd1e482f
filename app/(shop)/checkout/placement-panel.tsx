import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { CartView, SetCartQuantityInput } from '#server/cart/contract.ts';
import { assertNever } from '#server/kernel/assert-never.ts';
import { formatWon } from '../../_present/money.ts';
import { noticesOf, type PlacementNotice } from '../../_present/placement-notices.ts';
import { buttonClass } from '../../_ui/button-class.ts';
import { Notice, type Tone } from '../../_ui/notice.tsx';
import type { Placement } from './use-placement.ts';

type Props = {
  placement: Placement;
  /** The cart as it is now. */
  cart: CartView;
  onSetQuantity: (input: SetCartQuantityInput) => void;
};

/** What became of pressing "pay", for as long as it has to be read. Stands above the button, which is the way on. */
export function PlacementPanel({ placement, cart, onSetQuantity }: Props) {
  const t = useTranslations('placement');
  const locale = useLocale();
  switch (placement.kind) {
    case 'preparing':
    case 'idle':
    case 'sending':
    case 'leaving':
      return null;
    case 'checking':
      return <Panel tone="wait" title={t('checking.title')} body={t('checking.body')} />;
    case 'not_seen':
      return <Panel tone="wait" title={t('notSeen.title')} body={t('notSeen.body')} />;
    case 'not_saved':
      return <Panel tone="no" title={t('notSaved.title')} body={t('notSaved.body')} />;
    case 'already_placed':
      return <AlreadyPlaced orderNumber={placement.orderNumber} />;
    case 'refused':
      return noticesOf(placement.refusal, placement.before, cart, locale).map((notice, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the notices of one refusal are never reordered
        <RefusalPanel key={index} notice={notice} onSetQuantity={onSetQuantity} />
      ));
    default:
      return assertNever(placement);
  }
}

function AlreadyPlaced({ orderNumber }: { orderNumber: string | null }) {
  const t = useTranslations('placement.alreadyPlaced');
  if (orderNumber === null) return <Panel tone="info" title={t('title')} body={t('bodyWithoutNumber')} />;
  return (
    <Panel tone="info" title={t('title')} body={t('body', { no: orderNumber })}>
      {/* Not a link of the router: the header's cart has to be loaded afresh too. */}
      <a href={`/orders/${orderNumber}`} className={buttonClass('secondary')}>
        {t('action')}
      </a>
    </Panel>
  );
}

type RefusalProps = { notice: PlacementNotice; onSetQuantity: Props['onSetQuantity'] };

function RefusalPanel({ notice, onSetQuantity }: RefusalProps) {
  const t = useTranslations('placement');
  const locale = useLocale();
  switch (notice.kind) {
    case 'sold_out':
      return (
        <Panel tone="wait" title={t('soldOut.title', { title: notice.title })} body={t('soldOut.body')}>
          <ToCart />
        </Panel>
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
            className={buttonClass('secondary')}
            onClick={() => onSetQuantity({ bookId, quantity: available })}
          >
            {t('fewerLeft.action', { b: available })}
          </button>
          <ToCart />
        </Panel>
      );
    }
    case 'price_changed': {
      const total = formatWon(notice.total, locale);
      const prices = notice.prices.map(({ title, ...price }) =>
        t('priceChanged.line', {
          title,
          old: formatWon(price.old, locale),
          new: formatWon(price.new, locale),
        }),
      );
      return (
        <Panel
          tone="wait"
          title={t('priceChanged.title')}
          body={[...prices, t('priceChanged.body', { total })].join(' ')}
        >
          <ToCart />
        </Panel>
      );
    }
    case 'unknown_book':
      return (
        <Panel tone="wait" title={t('unknownBook.title')} body={t('unknownBook.body')}>
          <ToCart />
        </Panel>
      );
    default:
      return assertNever(notice);
  }
}

function ToCart() {
  const t = useTranslations('placement');
  return (
    <Link href="/cart" prefetch={false} className={buttonClass('secondary')}>
      {t('toCart')}
    </Link>
  );
}

function Panel(props: { tone: Tone; title: string; body: string; children?: ReactNode }) {
  return (
    <Notice tone={props.tone}>
      <h3 className="font-semibold">{props.title}</h3>
      <p className="mt-1">{props.body}</p>
      {props.children && <div className="mt-3 flex flex-wrap gap-3">{props.children}</div>}
    </Notice>
  );
}
