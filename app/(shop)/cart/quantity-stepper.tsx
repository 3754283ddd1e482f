'use client';

import { useWantedCopies } from './live-cart.tsx';

type Props = {
  bookId: string;
  quantity: number;
  /** The most copies that can be bought. */
  most: number;
  labels: { group: string; less: string; more: string };
};

const STEP = 'min-h-11 min-w-11 text-xl hover:bg-sunken disabled:text-line';

/** One copy more or one less, as a form that works by itself. */
export function QuantityStepper({ bookId, quantity, most, labels }: Props) {
  const shown = useWantedCopies(bookId) ?? quantity;
  return (
    <form method="post" action="/cart/lines">
      <input type="hidden" name="bookId" value={bookId} />
      <input type="hidden" name="intent" value="set" />
      <fieldset className="flex w-fit items-center rounded-md border border-control-line bg-surface">
        <legend className="sr-only">{labels.group}</legend>
        <button
          type="submit"
          name="quantity"
          // From too many the way down leads straight to what can be bought.
          value={Math.min(shown - 1, most)}
          disabled={shown <= 1}
          aria-label={labels.less}
          className={STEP}
        >
          −
        </button>
        <span className="min-w-8 text-center tabular-nums">{shown}</span>
        <button
          type="submit"
          name="quantity"
          value={shown + 1}
          disabled={shown >= most}
          aria-label={labels.more}
          className={STEP}
        >
          +
        </button>
      </fieldset>
    </form>
  );
}
