import { TRPCError } from '@trpc/server';
import type { Metadata } from 'next';
import { notFound, redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { caller } from '../../_trpc/server.ts';
import { buttonClass } from '../../_ui/button-class.ts';
import { Notice } from '../../_ui/notice.tsx';
import { TextField } from '../../_ui/text-field.tsx';

type Props = { searchParams: Promise<{ wrong?: string | string[] }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('admin');
  return { title: t('loginTitle') };
}

export default async function LoginPage({ searchParams }: Props) {
  await leaveUnlessLoginIsNeeded();
  const { wrong } = await searchParams;
  const t = await getTranslations('admin');
  return (
    <div className="mx-auto max-w-sm py-10">
      <h1 className="font-serif text-2xl font-bold">{t('loginTitle')}</h1>
      {wrong !== undefined && (
        <div role="alert" className="mt-4">
          <Notice tone="no">{t('wrongPassword')}</Notice>
        </div>
      )}
      <form method="post" action="/admin/session" className="mt-6 space-y-5">
        <TextField
          name="password"
          type="password"
          autoComplete="current-password"
          label={t('password')}
          hint={t('passwordHint')}
          required
        />
        <button type="submit" className={buttonClass('primary', 'w-full')}>
          {t('login')}
        </button>
      </form>
    </div>
  );
}

/** Who is logged in has no business here, and where there is no admin there is no login either. */
async function leaveUnlessLoginIsNeeded(): Promise<void> {
  try {
    await (await caller()).admin.pendingPayments();
  } catch (error) {
    if (error instanceof TRPCError && error.code === 'UNAUTHORIZED') return;
    if (error instanceof TRPCError && error.code === 'NOT_FOUND') notFound();
    throw error;
  }
  redirect('/admin/payments');
}
