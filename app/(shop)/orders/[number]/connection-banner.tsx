import { useTranslations } from 'next-intl';
import { useSyncExternalStore } from 'react';
import { Notice } from '../../../_ui/notice.tsx';

/** Says why the page may be behind, and that nothing depends on it. */
export function ConnectionBanner({ isUnreachable }: { isUnreachable: boolean }) {
  const t = useTranslations('order');
  const isOnline = useSyncExternalStore(
    subscribe,
    () => navigator.onLine,
    () => true,
  );
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

function subscribe(onChange: () => void): () => void {
  window.addEventListener('online', onChange);
  window.addEventListener('offline', onChange);
  return () => {
    window.removeEventListener('online', onChange);
    window.removeEventListener('offline', onChange);
  };
}
