import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ClientMessages } from '../../_messages/client-messages.tsx';
import { deliverOnOf } from '../../_present/delivery.ts';
import { caller } from '../../_trpc/server.ts';
import { EmptyCart } from '../../_ui/empty-cart.tsx';
import { CheckoutForm } from './checkout-form.tsx';
import { NeedsScript } from './needs-script.tsx';
import { RecoverOrder } from './recover-order.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('checkout');
  return { title: t('title'), description: t('description') };
}

export default async function CheckoutPage() {
  const cart = await (await caller()).cart.view();
  const t = await getTranslations('checkout');
  return (
    <>
      <h1 className="font-serif text-title font-bold">{t('title')}</h1>
      {cart.total > 0 && <NeedsScript />}
      <ClientMessages
        namespaces={['checkout', 'courierWishes', 'fields', 'fieldErrors', 'demo', 'placement', 'cart']}
      >
        {cart.total > 0 ? (
          <CheckoutForm key={cart.fingerprint} cart={cart} deliverOn={deliverOnOf(cart, new Date())} />
        ) : (
          <RecoverOrder>
            <EmptyCart />
          </RecoverOrder>
        )}
      </ClientMessages>
    </>
  );
}
