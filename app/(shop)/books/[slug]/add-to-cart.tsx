'use client';

import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type SubmitEvent, startTransition, useActionState } from 'react';
import type { BookId } from '#server/kernel/ids.ts';
import { buttonClass } from '../../../_ui/button-class.ts';
import { addCopies } from './add-copies.ts';
import { QuantityStepper } from './quantity-stepper.tsx';

type AddToCartProps = {
  bookId: BookId;
  /** The most copies that can be added. */
  most: number;
  /** The most copies of one book in one order, however they got into the cart. */
  mostInOrder: number;
  isPreorder: boolean;
  /** What one copy costs, as text: on a phone it stays beside the buttons. */
  price: string;
};

/**
 * A form that works by itself. With a script, adding stays on the page and says what the cart now holds;
 * buying at once is always the form's own post, because it leads to another page anyway.
 */
export function AddToCart({ bookId, most, mostInOrder, isPreorder, price }: AddToCartProps) {
  const t = useTranslations('book');
  const router = useRouter();
  const [answer, add, isAdding] = useActionState(async (_: unknown, quantity: number) => {
    const added = await addCopies(bookId, quantity);
    // The header counts copies too.
    if (added.kind === 'added') router.refresh();
    return added;
  }, null);
  const news = isAdding ? null : answer;
  const addText = isPreorder ? t('addPreorder') : t('add');

  function submit(event: SubmitEvent<HTMLFormElement>) {
    const { submitter } = event.nativeEvent;
    if (submitter instanceof HTMLButtonElement && submitter.value === 'buy') return;
    event.preventDefault();
    if (isAdding) return;
    const quantity = Number(new FormData(event.currentTarget).get('quantity'));
    startTransition(() => add(quantity));
  }

  return (
    <form
      method="post"
      action="/cart/lines"
      onSubmit={submit}
      className="mt-6 flex flex-wrap items-center gap-3"
    >
      <input type="hidden" name="bookId" value={bookId} />
      <QuantityStepper most={most} />
      <div className="bottom-bar md:contents">
        <div role="status" className="md:order-last md:min-h-7 md:basis-full">
          {news?.kind === 'added' && (
            <p className="pb-2 text-ok">
              {t('added', { copies: news.copies })} {news.capped && t('capped', { n: mostInOrder })}{' '}
              <Link href="/cart" prefetch={false} className={buttonClass('quiet')}>
                {t('toCart')}
              </Link>
            </p>
          )}
          {news?.kind === 'full' && <p className="pb-2 text-no">{t('cartFull')}</p>}
          {news?.kind === 'failed' && <p className="pb-2 text-no">{t('notAdded')}</p>}
        </div>
        <div className="flex items-center gap-2 md:contents">
          <p className="mr-auto font-bold tabular-nums md:hidden">{price}</p>
          <button
            type="submit"
            name="intent"
            value="add"
            aria-disabled={isAdding}
            className={buttonClass('secondary', 'max-md:px-3 md:px-8')}
          >
            {isAdding ? t('adding') : addText}
          </button>
          <button
            type="submit"
            name="intent"
            value="buy"
            className={buttonClass('primary', 'max-md:px-3 md:px-8')}
          >
            {isPreorder ? t('buyPreorder') : t('buyNow')}
          </button>
        </div>
      </div>
    </form>
  );
}
