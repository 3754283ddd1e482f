import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ClientSide } from '../../_trpc/client-side.tsx';
import { caller } from '../../_trpc/server.ts';
import { requireAdmin } from '../require-admin.ts';
import { PendingPayments } from './pending-payments.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('admin');
  return { title: t('title') };
}

export default async function PaymentsPage() {
  const view = await requireAdmin((await caller()).admin.pendingPayments());
  const t = await getTranslations('admin');
  return (
    <>
      <h1 className="font-serif text-3xl font-bold tracking-tight">{t('title')}</h1>
      <ClientSide namespaces={['admin']}>
        <PendingPayments initial={view} />
      </ClientSide>
    </>
  );
}
