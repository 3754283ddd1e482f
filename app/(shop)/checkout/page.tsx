import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ClientSide } from '../../_trpc/client-side.tsx';
import { caller } from '../../_trpc/server.ts';
import { EmptyCart } from '../../_ui/empty-cart.tsx';
import { CheckoutForm } from './checkout-form.tsx';
import { RecoverOrder } from './recover-order.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('checkout');
  return { title: t('title') };
}

export default async function CheckoutPage() {
  const cart = await (await caller()).cart.view();
  const t = await getTranslations('checkout');
  return (
    <>
      <h1 className="font-serif text-3xl font-bold tracking-tight">{t('title')}</h1>
      <ClientSide namespaces={['checkout', 'fields', 'fieldErrors', 'demo', 'placement', 'cart']}>
        {cart.total > 0 ? (
          <CheckoutForm key={cart.fingerprint} cart={cart} />
        ) : (
          <RecoverOrder>
            <EmptyCart />
          </RecoverOrder>
        )}
      </ClientSide>
    </>
  );
}
