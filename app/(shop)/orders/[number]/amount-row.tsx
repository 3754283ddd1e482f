import type { Locale } from '#server/orders/contract.ts';
import { formatWon } from '../../../_present/money.ts';

type Props = {
  name: string;
  /** In won. */
  won: number;
  locale: Locale;
};

/** One amount of an order, in a list of them. */
export function AmountRow({ name, won, locale }: Props) {
  return (
    <div className="flex items-baseline justify-between gap-4">
      <dt className="text-muted">{name}</dt>
      <dd>{formatWon(won, locale)}</dd>
    </div>
  );
}

/** What the others add up to. */
export function TotalRow({ name, won, locale }: Props) {
  return (
    <div className="flex items-baseline justify-between gap-4 border-t border-line mt-3 pt-3 text-lg font-bold">
      <dt>{name}</dt>
      <dd>{formatWon(won, locale)}</dd>
    </div>
  );
}
