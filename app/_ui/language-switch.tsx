import { useLocale, useTranslations } from 'next-intl';

const SQUARE =
  'inline-flex min-h-11 min-w-11 items-center justify-center rounded-md text-sm font-semibold hover:bg-sunken';

/** A form of its own, so that it works without a script. Named in the language it switches to. */
export function LanguageSwitch() {
  const t = useTranslations('site');
  const other = useLocale() === 'ko' ? 'en' : 'ko';
  return (
    <form method="post" action="/preferences">
      <button
        type="submit"
        name="locale"
        value={other}
        lang={other}
        aria-label={t('otherLanguageLabel')}
        className={SQUARE}
      >
        {t('otherLanguage')}
      </button>
    </form>
  );
}
