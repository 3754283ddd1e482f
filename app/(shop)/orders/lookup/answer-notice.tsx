import { useTranslations } from 'next-intl';
import { Notice } from '../../../_ui/notice.tsx';
import { emptyFields } from './empty-fields.ts';
import type { LookUpAnswer } from './last-answer.ts';

/** Why the order is not shown. The same words for every miss: they do not say which field was wrong. */
export function AnswerNotice({ answer }: { answer: LookUpAnswer }) {
  const t = useTranslations('lookup');
  const minutes = answer.kind === 'limited' ? Math.ceil(answer.retryAfterS / 60) : 0;
  return (
    <div id="answer" tabIndex={-1} className="mt-6 scroll-mt-6 outline-none">
      <Notice tone={answer.kind === 'limited' ? 'wait' : 'no'}>
        <h2 className="font-semibold">{t(`answer.${answer.kind}.title`)}</h2>
        <p className="mt-1">{t(`answer.${answer.kind}.body`, { n: minutes })}</p>
        {answer.kind === 'missing' && (
          <ul className="mt-1">
            {emptyFields(answer).map((field) => (
              <li key={field}>
                <a
                  href={`#${field}`}
                  className="inline-flex min-h-8 items-center underline underline-offset-4"
                >
                  {t(`missing.${field}`)}
                </a>
              </li>
            ))}
          </ul>
        )}
      </Notice>
    </div>
  );
}
