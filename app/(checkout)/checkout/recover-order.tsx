'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useEffect, useEffectEvent, useState } from 'react';
import { shop } from '../../_trpc/shop.ts';
import { Notice } from '../../_ui/notice.tsx';
import { findLostOrder } from './find-lost-order.ts';
import { openOrder } from './open-order.ts';
import { markPlaced, unseenKeys } from './order-keys.ts';

/**
 * Stands where the cart is empty. If this browser sent an order and never saw its page — a reload in the
 * middle, a tab closed too early — the cart is empty because of that order, so lead there.
 */
export function RecoverOrder({ children }: { children: ReactNode }) {
  const t = useTranslations('placement.checking');
  const [isLooking, setIsLooking] = useState(false);

  const look = useEffectEvent(async () => {
    for (const { fingerprint, orderKey } of unseenKeys(localStorage)) {
      setIsLooking(true);
      const { key } = orderKey;
      const orderNumber =
        orderKey.state === 'placed'
          ? orderKey.orderNumber
          : await findLostOrder(() => shop.orders.byClientKey.query({ clientKey: key }));
      if (orderNumber === null) continue;
      markPlaced(localStorage, fingerprint, key, orderNumber);
      return openOrder(orderNumber);
    }
    setIsLooking(false);
  });
  useEffect(() => void look(), []);

  return (
    <>
      <div role="status" className="mt-6">
        {isLooking && (
          <Notice tone="wait">
            <p className="font-semibold">{t('title')}</p>
          </Notice>
        )}
      </div>
      {!isLooking && children}
    </>
  );
}
