'use client';

import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import type { SubmitEvent } from 'react';
import type { BookId } from '#server/kernel/ids.ts';
import { trpc } from '../../../_trpc/client.tsx';
import { buttonClass } from '../../../_ui/button-class.ts';

/**
 * A form that works by itself. With a script, adding stays on the page and says what the cart now holds;
 * buying at once is always the form's own post, because it leads to another page anyway.
 *
 * @param most the most copies that can be added
 */
export function AddToCart({ bookId, most }: { bookId: BookId; most: number }) {
  const t = useTranslations('book');
  const router = useRouter();
  const quantities = Array.from({ length: most }, (_, index) => index + 1);
  const add = trpc.cart.add.useMutation({ onSuccess: () => router.refresh() });

  function submit(event: SubmitEvent<HTMLFormElement>) {
    const { submitter } = event.nativeEvent;
    if (submitter instanceof HTMLButtonElement && submitter.value === 'buy') return;
    event.preventDefault();
    if (add.isPending) return;
    add.mutate({ bookId, quantity: Number(new FormData(event.currentTarget).get('quantity')) });
  }

  return (
    <form method="post" action="/cart/lines" onSubmit={submit} className="mt-6">
      <input type="hidden" name="bookId" value={bookId} />
      <div className="flex flex-wrap items-end gap-3">
        <label className="grid gap-1 text-sm text-muted">
          {t('quantity')}
          <select
            name="quantity"
            className="min-h-11 rounded-md border border-control-line bg-surface px-3 text-base text-ink"
          >
            {quantities.map((quantity) => (
              <option key={quantity}>{quantity}</option>
            ))}
          </select>
        </label>
        <button
          type="submit"
          name="intent"
          value="add"
          aria-disabled={add.isPending}
          className={buttonClass('secondary', 'flex-1 sm:flex-none sm:px-8')}
        >
          {add.isPending ? t('adding') : t('add')}
        </button>
        <button
          type="submit"
          name="intent"
          value="buy"
          className={buttonClass('primary', 'flex-1 sm:flex-none sm:px-8')}
        >
          {t('buyNow')}
        </button>
      </div>
      <div role="status" className="mt-3 min-h-7">
        {add.data && !add.isPending && (
          <p className="text-ok">
            {t('added', { copies: add.data.copies })}{' '}
            <Link href="/cart" prefetch={false} className={buttonClass('quiet')}>
              {t('toCart')}
            </Link>
          </p>
        )}
        {add.error && (
          <p className="text-no">{add.error.data?.appCode === 'CART_FULL' ? t('cartFull') : t('notAdded')}</p>
        )}
      </div>
    </form>
  );
}
