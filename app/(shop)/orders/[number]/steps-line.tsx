import { useTranslations } from 'next-intl';
import type { ProgressView, StepState } from '../../../_present/progress-view.ts';

const NAMES = ['stepSaved', 'stepPayment', 'stepDelivery'] as const;

const SIGNS = {
  done: { sign: '✓', look: 'border-ok bg-ok-wash text-ok' },
  current: { sign: '…', look: 'border-accent bg-accent-wash text-accent' },
  stopped: { sign: '×', look: 'border-no bg-no-wash text-no' },
  todo: { sign: '', look: 'border-line bg-surface text-muted' },
} as const satisfies Record<StepState, { sign: string; look: string }>;

/** The order's way in three steps, each told by sign and words. */
export function StepsLine({ steps }: { steps: ProgressView['steps'] }) {
  const t = useTranslations('order');
  return (
    <ol aria-label={t('steps')} className="mt-6 grid grid-cols-3">
      {NAMES.map((name, index) => {
        const state = steps[index] ?? 'todo';
        const { sign, look } = SIGNS[state];
        return (
          <li
            key={name}
            aria-current={state === 'current' ? 'step' : undefined}
            className="relative flex flex-col items-center gap-1 text-center text-sm not-first:before:absolute not-first:before:top-4 not-first:before:right-[calc(50%+1.5rem)] not-first:before:left-[calc(-50%+1.5rem)] not-first:before:h-px not-first:before:bg-line not-first:before:content-['']"
          >
            <span
              aria-hidden="true"
              className={`grid size-8 place-items-center rounded-full border-2 font-bold ${look}`}
            >
              {sign}
            </span>
            <span className={state === 'todo' ? 'text-muted' : 'font-medium'}>{t(name)}</span>
            <span className="sr-only">{t(`stepState.${state}`)}</span>
          </li>
        );
      })}
    </ol>
  );
}
