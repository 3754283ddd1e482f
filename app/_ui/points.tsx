import { useTranslations } from 'next-intl';

/** What one copy earns, as shelves in Korea write it: `810P`. */
export function Points({ points }: { points: number }) {
  const t = useTranslations('book');
  return (
    <span className="text-sm whitespace-nowrap text-muted tabular-nums">
      <span aria-hidden="true">{t('points', { points })}</span>
      <span className="sr-only">{t('pointsLabel', { points })}</span>
    </span>
  );
}
