import type { ReactNode } from 'react';
import { PageFrame } from '../_ui/page-frame.tsx';
import { ShopFooter } from '../_ui/shop-footer.tsx';
import { CheckoutHeader } from './checkout-header.tsx';

/** The checkout's own frame: nothing that leads away from it but the way back. */
export default function CheckoutLayout({ children }: { children: ReactNode }) {
  return (
    <PageFrame header={<CheckoutHeader />} footer={<ShopFooter />}>
      {children}
    </PageFrame>
  );
}
