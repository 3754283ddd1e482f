import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { pointsFor } from '#server/kernel/points.ts';
import {
  FREE_SHIPPING_FROM_WON,
  MAX_ATTEMPTS,
  RETRY_WINDOW_MS,
  SHIPPING_WON,
} from '#server/orders/contract.ts';
import { formatWon } from '../../_present/money.ts';
import { TextPage } from '../../_ui/text-page.tsx';

const SECTIONS = [
  'payment',
  'unknown',
  'declined',
  'order',
  'cancel',
  'delivery',
  'returns',
  'points',
] as const;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('help');
  return { title: t('title') };
}

/** What shoppers ask, answered with the numbers that the shop itself goes by. */
export default async function HelpPage() {
  const t = await getTranslations('help');
  const footer = await getTranslations('footer');
  const locale = await getLocale();
  const facts = {
    minutes: RETRY_WINDOW_MS / 60_000,
    attempts: MAX_ATTEMPTS,
    freeFrom: formatWon(FREE_SHIPPING_FROM_WON, locale),
    shipping: formatWon(SHIPPING_WON, locale),
    percent: pointsFor(100),
    email: footer('emailValue'),
  };
  const sections = SECTIONS.map((id) => ({ id, title: t(`${id}.title`), body: t(`${id}.body`, facts) }));
  return <TextPage title={t('title')} intro={t('intro')} sections={sections} />;
}
