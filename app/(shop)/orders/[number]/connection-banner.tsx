import { useTranslations } from 'next-intl';
import { Notice } from '../../../_ui/notice.tsx';
import { useOnline } from '../../../_ui/use-online.ts';

/** Says why the page may be behind, and that nothing depends on it. */
export function ConnectionBanner({ isUnreachable }: { isUnreachable: boolean }) {
  const t = useTranslations('order');
  const isOnline = useOnline();
  return (
    <div role="status">
      {!isOnline && (
        <Notice tone="plain" className="mt-4">
          {t('offline')}
        </Notice>
      )}
      {isOnline && isUnreachable && (
        <Notice tone="plain" className="mt-4">
          {t('unreachable')}
        </Notice>
      )}
    </div>
  );
}
