import { useTranslations } from 'next-intl';
import type { ComponentProps } from 'react';
import { TextField } from './text-field.tsx';

const TOKENS = [
  'tok_random',
  'tok_paid',
  'tok_declined',
  'tok_slow_paid',
  'tok_slow_declined',
  'tok_unknown_paid',
  'tok_unknown_lost',
];

type DemoTokenProps = {
  /** Says what is folded away, where "the demo" is not what the reader looks for. */
  summary?: string;
  error?: string | undefined;
} & Pick<ComponentProps<'input'>, 'ref' | 'onChange' | 'onBlur'>;

/** Stands where a real shop takes the card: which answer the simulated payment company shall give. */
export function DemoToken({ summary, error, ...input }: DemoTokenProps) {
  const t = useTranslations('demo');
  return (
    <details className="rounded-md border border-dashed border-control-line px-4" open={error !== undefined}>
      <summary className="min-h-11 py-2.5 font-medium">{summary ?? t('summary')}</summary>
      <TextField
        name="paymentToken"
        label={t('token')}
        hint={t('tokenHint')}
        error={error}
        list="payment-tokens"
        autoComplete="off"
        defaultValue="tok_random"
        className="pb-4"
        {...input}
      />
      <datalist id="payment-tokens">
        {TOKENS.map((token) => (
          <option key={token} value={token} />
        ))}
      </datalist>
    </details>
  );
}
