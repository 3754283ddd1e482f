import { useLocale, useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import type { OrderProgress } from '#server/orders/contract.ts';
import { secondsUntilCheck } from '../../../_present/progress-view.ts';
import { formatTime, formatTimeWithSeconds } from '../../../_present/time.ts';

/** Beyond this many seconds a clock time says more than a countdown. */
const LONGEST_COUNTDOWN_S = 90;

/** When we last asked the payment company, and when we will again. Not for screen readers: it never stands still. */
export function CheckLine({ progress }: { progress: OrderProgress }) {
  const t = useTranslations('order');
  const locale = useLocale();
  const { lastCheckedAt, nextCheckAt } = progress;
  const now = useSecondHand();
  const seconds = now === null ? null : secondsUntilCheck(progress, now);
  const nextCheck = (at: string, left: number) => {
    if (left > LONGEST_COUNTDOWN_S) return t('nextCheckAt', { time: formatTime(at, locale) });
    return left > 0 ? t('nextCheck', { n: left }) : t('nextCheckSoon');
  };
  const parts = [
    lastCheckedAt !== null && t('lastChecked', { time: formatTimeWithSeconds(lastCheckedAt, locale) }),
    nextCheckAt !== null && seconds !== null && nextCheck(nextCheckAt, seconds),
  ];
  return (
    <p aria-hidden="true" className="mt-2 min-h-6 text-sm text-muted tabular-nums">
      {parts.filter(Boolean).join(' · ')}
    </p>
  );
}

/** The time, once a second; `null` on the server and in the first render, which have to agree. */
function useSecondHand(): Date | null {
  const [now, setNow] = useState<Date | null>(null);
  useEffect(() => {
    const tick = () => setNow(new Date());
    tick();
    const timer = setInterval(tick, 1_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
