import type { ReactNode } from 'react';
import { caller } from '../_trpc/server.ts';
import { PageFrame } from '../_ui/page-frame.tsx';
import { ShopFooter } from '../_ui/shop-footer.tsx';
import { ShopHeader } from '../_ui/shop-header.tsx';

export default async function ShopLayout({ children }: { children: ReactNode }) {
  const { copies } = await (await caller()).cart.count();
  return (
    <PageFrame header={<ShopHeader copies={copies} />} footer={<ShopFooter />}>
      {children}
    </PageFrame>
  );
}
