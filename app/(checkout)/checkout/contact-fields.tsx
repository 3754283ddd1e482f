import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { CheckoutField, FieldProblems } from '../../_present/checkout-fields.ts';
import { TextField } from '../../_ui/text-field.tsx';
import type { CheckoutFormState } from './use-checkout-form.ts';

const COURIER_WISHES = ['atTheDoor', 'withTheGuard', 'callBefore', 'locker'] as const;

type Props = { register: CheckoutFormState['register']; problems: FieldProblems };

/** Who is told about the order, and where it goes: in the order in which Korean addresses are written. */
export function ContactFields(props: Props) {
  const t = useTranslations('checkout');
  const wishes = useTranslations('courierWishes');
  return (
    <div className="space-y-8">
      <FieldGroup title={t('contact')}>
        <Field {...props} name="email" autoComplete="email" inputMode="email" type="email" hint="emailHint" />
        <Field {...props} name="phone" autoComplete="tel" inputMode="tel" type="tel" hint="phoneHint" />
      </FieldGroup>
      <FieldGroup title={t('address')}>
        <Field {...props} name="recipient" autoComplete="shipping name" />
        <Field
          {...props}
          name="postcode"
          autoComplete="shipping postal-code"
          inputMode="numeric"
          hint="postcodeHint"
        />
        <Field {...props} name="address1" autoComplete="shipping address-line1" />
        <Field {...props} name="address2" autoComplete="shipping address-line2" isOptional />
        <Field
          {...props}
          name="deliveryNote"
          autoComplete="off"
          list="courier-wishes"
          hint="deliveryNoteHint"
          isOptional
        />
        <datalist id="courier-wishes">
          {COURIER_WISHES.map((wish) => (
            <option key={wish} value={wishes(wish)} />
          ))}
        </datalist>
      </FieldGroup>
    </div>
  );
}

function FieldGroup({ title, children }: { title: string; children: ReactNode }) {
  return (
    <fieldset className="space-y-4">
      <legend className="mb-3 font-serif text-xl font-bold">{title}</legend>
      {children}
    </fieldset>
  );
}

type FieldProps = Props & {
  name: Exclude<CheckoutField, 'paymentToken' | 'agreed'>;
  autoComplete: string;
  type?: 'email' | 'tel';
  inputMode?: 'email' | 'tel' | 'numeric';
  list?: string;
  hint?: 'emailHint' | 'phoneHint' | 'postcodeHint' | 'deliveryNoteHint';
  isOptional?: boolean;
};

function Field({ register, problems, name, hint, isOptional = false, ...input }: FieldProps) {
  const fields = useTranslations('fields');
  const texts = useTranslations('fieldErrors');
  const checkout = useTranslations('checkout');
  const problem = problems[name];
  return (
    <TextField
      label={fields(name)}
      {...(isOptional && { mark: checkout('optional') })}
      {...(hint && { hint: fields(hint) })}
      error={problem && texts(`${name}.${problem}`)}
      required={!isOptional}
      className={name === 'postcode' ? 'max-w-48' : 'max-w-xl'}
      {...input}
      {...register(name)}
    />
  );
}
