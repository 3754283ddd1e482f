import { useTranslations } from 'next-intl';
import { buttonClass } from '../../../_ui/button-class.ts';
import { TextField } from '../../../_ui/text-field.tsx';
import { emptyFields, type LookUpField } from './empty-fields.ts';
import type { LookUpAnswer } from './last-answer.ts';

/** What an order number looks like. No order is of this day. */
const EXAMPLE = '20250101-7F3K9Q';

/** A plain form: it keeps what was typed, and leaves every judgement to the server. */
export function LookUpForm({ answer }: { answer: LookUpAnswer | null }) {
  const t = useTranslations('lookup');
  const empty = emptyFields(answer);
  const error = (field: LookUpField) => (empty.includes(field) ? t(`missing.${field}`) : undefined);
  return (
    // Without the browser's own checks, whose words are in the browser's language.
    <form method="post" action="/orders/lookup/find" noValidate className="mt-6 space-y-5">
      <TextField
        name="number"
        label={t('number')}
        hint={t('numberHint', { example: EXAMPLE })}
        error={error('number')}
        defaultValue={answer?.typed.number}
        required
        maxLength={100}
        autoComplete="off"
      />
      <TextField
        name="contact"
        label={t('contact')}
        hint={t('contactHint')}
        error={error('contact')}
        defaultValue={answer?.typed.contact}
        required
        maxLength={254}
        autoComplete="email"
        inputMode="email"
      />
      <button type="submit" className={buttonClass('primary', 'w-full sm:w-auto sm:min-w-48')}>
        {t('submit')}
      </button>
    </form>
  );
}
