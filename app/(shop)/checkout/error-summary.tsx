import { useTranslations } from 'next-intl';
import type { Ref } from 'react';
import { CHECKOUT_FIELDS, type FieldErrors } from '../../_present/contact-errors.ts';
import { Notice } from '../../_ui/notice.tsx';

/** Everything that is wrong with the form, each a link to its field. Takes the focus when the form is sent. */
export function ErrorSummary({ errors, ref }: { errors: FieldErrors; ref: Ref<HTMLDivElement> }) {
  const t = useTranslations('fieldErrors');
  return (
    <div ref={ref} tabIndex={-1} role="alert" className="scroll-mt-4 outline-none">
      {Object.keys(errors).length > 0 && (
        <Notice tone="no">
          <h2 className="font-semibold">{t('title')}</h2>
          <ul className="mt-1">
            {CHECKOUT_FIELDS.map((field) => {
              const error = errors[field];
              return (
                error && (
                  <li key={field}>
                    <a
                      href={`#${field}`}
                      className="inline-flex min-h-8 items-center underline underline-offset-4"
                    >
                      {t(`${field}.${error}`)}
                    </a>
                  </li>
                )
              );
            })}
          </ul>
        </Notice>
      )}
    </div>
  );
}
