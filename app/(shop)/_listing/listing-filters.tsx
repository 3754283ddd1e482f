import { useTranslations } from 'next-intl';
import type { ListBooksInput } from '#server/catalog/contract.ts';
import { buttonClass } from '../../_ui/button-class.ts';

/** What narrows a list beside words and category: a plain form, whose answer is the list at its new address. */
export function ListingFilters({ listing }: { listing: ListBooksInput }) {
  const t = useTranslations('listing');
  const kept = { q: listing.q, category: listing.category, sort: listing.sort };
  return (
    <form
      action="/"
      aria-label={t('filters')}
      className="flex flex-wrap items-center gap-x-6 gap-y-2 text-sm"
    >
      {Object.entries(kept).map(
        ([name, value]) =>
          value !== undefined && <input key={name} type="hidden" name={name} value={value} />,
      )}
      <fieldset className="flex min-w-0 basis-full items-center gap-2 sm:basis-auto">
        <legend className="sr-only">{t('price')}</legend>
        <span aria-hidden="true" className="whitespace-nowrap text-muted">
          {t('price')}
        </span>
        <PriceField name="minPrice" label={t('minPrice')} value={listing.minPrice} />
        <span aria-hidden="true">–</span>
        <PriceField name="maxPrice" label={t('maxPrice')} value={listing.maxPrice} />
        <span aria-hidden="true" className="text-muted">
          {t('won')}
        </span>
      </fieldset>
      <label className="inline-flex min-h-11 flex-1 items-center gap-2.5 sm:flex-none">
        <input
          type="checkbox"
          name="inStock"
          value="1"
          defaultChecked={listing.inStock === true}
          className="size-5 accent-accent"
        />
        {t('inStock')}
      </label>
      <button type="submit" className={buttonClass('secondary')}>
        {t('apply')}
      </button>
    </form>
  );
}

function PriceField(props: { name: string; label: string; value: number | undefined }) {
  return (
    <input
      type="text"
      inputMode="numeric"
      autoComplete="off"
      maxLength={11}
      name={props.name}
      aria-label={props.label}
      defaultValue={props.value}
      className="min-h-11 w-full min-w-0 rounded-md border border-control-line bg-surface px-2.5 text-right text-base tabular-nums sm:w-24"
    />
  );
}
