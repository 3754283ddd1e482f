import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import type { CartView, SetCartQuantityInput } from '#server/cart/contract.ts';
import { assertNever } from '#server/kernel/assert-never.ts';
import { buttonClass } from '../../_ui/button-class.ts';
import { OrderLink } from './order-link.tsx';
import { Panel } from './panel.tsx';
import { RefusalPanel } from './refusal-panel.tsx';
import type { Placement } from './use-placement.ts';

type Props = {
  placement: Placement;
  /** The cart as it is now. */
  cart: CartView;
  isOnline: boolean;
  onSetQuantity: (input: SetCartQuantityInput) => void;
  onPay: (consent: { sameAgain: boolean }) => void;
};

/**
 * Whether the shopper has to decide something before anything can be paid. The pay button gives way to the panel's
 * own buttons then: an impatient press on it would agree to what nobody has read.
 */
export function asksShopper({ kind }: Placement): boolean {
  return kind === 'refused' || kind === 'ordered_elsewhere' || kind === 'outdated';
}

/** What became of pressing "pay", for as long as it has to be read. Stands above the button, or in its place. */
export function PlacementPanel({ isOnline, ...props }: Props) {
  const t = useTranslations('placement.offline');
  const region = useRef<HTMLDivElement>(null);
  const asks = asksShopper(props.placement);
  useEffect(() => {
    // The button that had the focus is gone; and on a phone the panel may be far from where it was pressed.
    if (asks) region.current?.focus();
  }, [asks]);
  return (
    <div ref={region} role="status" tabIndex={-1} className="space-y-3 outline-none">
      {!isOnline && <Panel tone="plain" title={t('title')} body={t('body')} />}
      <Outcome {...props} />
    </div>
  );
}

function Outcome({ placement, cart, onSetQuantity, onPay }: Omit<Props, 'isOnline'>) {
  const t = useTranslations('placement');
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
    case 'ordered_elsewhere':
      return (
        <Panel tone="info" title={t('orderedElsewhere.title')}>
          <OrderLink orderNumber={placement.orderNumber} />
        </Panel>
      );
    case 'outdated':
      return (
        <Panel tone="info" title={t('outdated.title')} body={t('outdated.body')}>
          <button type="button" className={buttonClass('primary')} onClick={() => window.location.reload()}>
            {t('outdated.action')}
          </button>
        </Panel>
      );
    case 'refused':
      return (
        <RefusalPanel
          refusal={placement.refusal}
          sent={placement.sent}
          cart={cart}
          onSetQuantity={onSetQuantity}
          onPay={onPay}
        />
      );
    default:
      return assertNever(placement);
  }
}

function AlreadyPlaced({ orderNumber }: { orderNumber: string | null }) {
  const t = useTranslations('placement.alreadyPlaced');
  if (orderNumber === null) return <Panel tone="info" title={t('title')} body={t('bodyWithoutNumber')} />;
  return (
    <Panel tone="info" title={t('title')} body={t('body', { no: orderNumber })}>
      <OrderLink orderNumber={orderNumber} />
    </Panel>
  );
}
