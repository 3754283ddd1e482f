import { useTranslations } from 'next-intl';
import type { HTMLAttributes } from 'react';
import type { CheckoutField, FieldErrors } from '../../_present/contact-errors.ts';
import { TextField } from '../../_ui/text-field.tsx';

/** Who is told about the order, and where it goes: in the order in which Korean addresses are written. */
export function ContactFields({ errors }: { errors: FieldErrors }) {
  const t = useTranslations('checkout');
  return (
    <>
      <FieldGroup title={t('contact')}>
        <Field
          name="email"
          autoComplete="email"
          inputMode="email"
          type="email"
          hint="emailHint"
          errors={errors}
        />
        <Field name="phone" autoComplete="tel" inputMode="tel" type="tel" hint="phoneHint" errors={errors} />
      </FieldGroup>
      <FieldGroup title={t('address')}>
        <Field name="recipient" autoComplete="shipping name" errors={errors} />
        <Field
          name="postcode"
          autoComplete="shipping postal-code"
          inputMode="numeric"
          hint="postcodeHint"
          errors={errors}
        />
        <Field name="address1" autoComplete="shipping address-line1" errors={errors} />
        <Field name="address2" autoComplete="shipping address-line2" errors={errors} />
      </FieldGroup>
    </>
  );
}

function FieldGroup({ title, children }: { title: string } & Pick<HTMLAttributes<HTMLElement>, 'children'>) {
  return (
    <fieldset className="space-y-4">
      <legend className="mb-3 font-serif text-xl font-bold">{title}</legend>
      {children}
    </fieldset>
  );
}

type FieldProps = {
  name: Exclude<CheckoutField, 'paymentToken'>;
  errors: FieldErrors;
  autoComplete: string;
  type?: 'email' | 'tel';
  inputMode?: 'email' | 'tel' | 'numeric';
  hint?: 'emailHint' | 'phoneHint' | 'postcodeHint';
};

function Field({ name, errors, hint, ...input }: FieldProps) {
  const fields = useTranslations('fields');
  const texts = useTranslations('fieldErrors');
  const checkout = useTranslations('checkout');
  const error = errors[name];
  const isOptional = name === 'address2';
  return (
    <TextField
      name={name}
      label={fields(name)}
      {...(isOptional && { mark: checkout('optional') })}
      {...(hint && { hint: fields(hint) })}
      error={error && texts(`${name}.${error}`)}
      required={!isOptional}
      className={name === 'postcode' ? 'max-w-48' : 'max-w-xl'}
      {...input}
    />
  );
}
