import { useTranslations } from 'next-intl';
import { SearchIcon } from './icons.tsx';
import { SearchWords } from './search-words.tsx';

/** Looks for books from any page: a plain form that leads to the list of what fits. */
export function SearchBox({ className }: { className: string }) {
  const t = useTranslations('search');
  return (
    <search className={className}>
      <form action="/" className="relative">
        <label htmlFor="search" className="sr-only">
          {t('label')}
        </label>
        <SearchWords id="search" placeholder={t('placeholder')} />
        <button
          type="submit"
          aria-label={t('submit')}
          className="absolute inset-y-0 right-0 inline-flex w-11 items-center justify-center rounded-full text-muted hover:text-ink"
        >
          <SearchIcon />
        </button>
      </form>
    </search>
  );
}
