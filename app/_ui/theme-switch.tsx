import { useTranslations } from 'next-intl';
import { MoonIcon, SunIcon } from './icons.tsx';

const SQUARE = 'min-h-11 min-w-11 items-center justify-center rounded-md hover:bg-sunken';

/** Two buttons of which the style sheet shows the one that changes what is on screen now. */
export function ThemeSwitch() {
  const t = useTranslations('site');
  return (
    <form method="post" action="/preferences">
      <button
        type="submit"
        name="theme"
        value="dark"
        aria-label={t('toDark')}
        className={`when-light inline-flex ${SQUARE}`}
      >
        <MoonIcon />
      </button>
      <button
        type="submit"
        name="theme"
        value="light"
        aria-label={t('toLight')}
        className={`when-dark ${SQUARE}`}
      >
        <SunIcon />
      </button>
    </form>
  );
}
