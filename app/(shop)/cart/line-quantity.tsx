'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type SubmitEvent, useTransition } from 'react';
import type { BookId } from '#server/kernel/ids.ts';
import { trpc } from '../../_trpc/client.tsx';
import { buttonClass } from '../../_ui/button-class.ts';

type Props = {
  bookId: BookId;
  title: string;
  quantity: number;
  /** The most copies that can be bought. */
  most: number;
};

const STEP = 'min-h-11 min-w-11 text-xl hover:bg-sunken disabled:text-line';

/** One copy more, one less, or none. A form that works by itself; a script only saves the reload of the page. */
export function LineQuantity({ bookId, title, quantity, most }: Props) {
  const t = useTranslations('cart');
  const router = useRouter();
  const [isRefreshing, startRefresh] = useTransition();
  const set = trpc.cart.setQuantity.useMutation({ onSuccess: () => startRefresh(() => router.refresh()) });
  const isBusy = set.isPending || isRefreshing;
  const shown = isBusy ? (set.variables?.quantity ?? quantity) : quantity;

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const { submitter } = event.nativeEvent;
    if (isBusy || !(submitter instanceof HTMLButtonElement)) return;
    set.mutate({ bookId, quantity: Number(submitter.value) });
  }

  return (
    <form method="post" action="/cart/lines" onSubmit={submit} aria-busy={isBusy} className="mt-2">
      <input type="hidden" name="bookId" value={bookId} />
      <input type="hidden" name="intent" value="set" />
      <div className="flex items-center justify-between gap-4">
        <fieldset className="flex items-center rounded-md border border-control-line bg-surface">
          <legend className="sr-only">{t('quantityOf', { title })}</legend>
          <button
            type="submit"
            name="quantity"
            // From too many the way down leads straight to what can be bought.
            value={most > 0 ? Math.min(quantity - 1, most) : quantity - 1}
            disabled={quantity <= 1}
            aria-label={t('less', { title })}
            className={STEP}
          >
            −
          </button>
          <output className="min-w-8 text-center tabular-nums">{shown}</output>
          <button
            type="submit"
            name="quantity"
            value={quantity + 1}
            disabled={quantity >= most}
            aria-label={t('more', { title })}
            className={STEP}
          >
            +
          </button>
        </fieldset>
        <button
          type="submit"
          name="quantity"
          value="0"
          aria-label={t('removeLabel', { title })}
          className={buttonClass('quiet')}
        >
          {t('remove')}
        </button>
      </div>
      <p role="status" className="text-sm text-no">
        {set.isError ? t('notChanged') : ''}
      </p>
    </form>
  );
}
