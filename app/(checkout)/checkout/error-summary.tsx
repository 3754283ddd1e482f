import { useTranslations } from 'next-intl';
import type { Ref } from 'react';
import { CHECKOUT_FIELDS, type FieldProblems } from '../../_present/checkout-fields.ts';
import { Notice } from '../../_ui/notice.tsx';
import { FieldLink } from './field-link.tsx';

/** Everything that was wrong when the form was sent, each a link to its field. Takes the focus then. */
export function ErrorSummary({ problems, ref }: { problems: FieldProblems; ref: Ref<HTMLElement> }) {
  const t = useTranslations('fieldErrors');
  const hasProblems = Object.keys(problems).length > 0;
  return (
    <section
      ref={ref}
      tabIndex={-1}
      aria-labelledby={hasProblems ? 'error-summary' : undefined}
      className="scroll-mt-4 outline-none"
    >
      {hasProblems && (
        <Notice tone="no" className="mb-8">
          <h2 id="error-summary" className="font-semibold">
            {t('title')}
          </h2>
          <ul className="mt-1">
            {CHECKOUT_FIELDS.map((field) => {
              const problem = problems[field];
              return (
                problem && (
                  <li key={field}>
                    <FieldLink
                      field={field}
                      className="inline-flex min-h-8 items-center underline underline-offset-4"
                    >
                      {t(`${field}.${problem}`)}
                    </FieldLink>
                  </li>
                )
              );
            })}
          </ul>
        </Notice>
      )}
    </section>
  );
}
