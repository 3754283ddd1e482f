import { useLocale, useTranslations } from 'next-intl';
import type { OrderProgress } from '#server/orders/contract.ts';
import type { ProgressView } from '../../../_present/progress-view.ts';
import { formatDay } from '../../../_present/time.ts';

type Props = {
  progress: OrderProgress;
  view: ProgressView;
  /** The masked address that mails go to. */
  email: string;
  /** What the order earns once it is paid. */
  points: number;
};

/** What happens next, and the few facts that depend on how the order stands. */
export function NextSteps({ progress, view, email, points }: Props) {
  const t = useTranslations('order');
  const locale = useLocale();
  const { deliverOn, number, attempt } = progress;
  const facts = [
    deliverOn !== null && { name: t('facts.arrival'), value: formatDay(deliverOn, locale) },
    view.points !== null && {
      name: t('facts.points'),
      value: t(view.points === 'earned' ? 'facts.pointsEarned' : 'facts.pointsToCome', { points }),
    },
    // Which charge of the order a question is about: what its people need to look it up.
    { name: t('facts.reference'), value: `${number}-${attempt}` },
  ].filter((fact) => fact !== false);
  return (
    <div className="mt-8 grid gap-6 sm:grid-cols-[1fr_minmax(0,auto)] sm:gap-10">
      <section aria-labelledby="next">
        <h2 id="next" className="font-serif text-xl font-bold">
          {t('next.title')}
        </h2>
        <ul className="mt-3 list-disc space-y-1 pl-5 marker:text-muted">
          {view.next.map((line) => (
            <li key={line}>{t(`next.${line}`, { email })}</li>
          ))}
        </ul>
      </section>
      <dl className="space-y-2 tabular-nums">
        {facts.map(({ name, value }) => (
          <div key={name} className="flex flex-wrap items-baseline gap-x-3 sm:block">
            <dt className="text-sm text-muted">{name}</dt>
            <dd className="font-medium wrap-anywhere">{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
