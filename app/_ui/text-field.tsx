import type { ComponentProps } from 'react';

type TextFieldProps = {
  name: string;
  label: string;
  /** Stands beside the label: whether the field is required or optional. */
  mark?: string;
  hint?: string;
  error?: string | undefined;
} & Pick<
  ComponentProps<'input'>,
  | 'type'
  | 'autoComplete'
  | 'inputMode'
  | 'maxLength'
  | 'defaultValue'
  | 'list'
  | 'required'
  | 'className'
  | 'ref'
  | 'onChange'
  | 'onBlur'
>;

/** A labelled input. Hint and error are read with it; an error is told by words and a sign, not by colour alone. */
export function TextField({ name, label, mark, hint, error, className, ...input }: TextFieldProps) {
  const described = [hint && `${name}-hint`, error && `${name}-error`].filter(Boolean).join(' ');
  return (
    <div className={className}>
      <label htmlFor={name} className="font-medium">
        {label} {mark && <span className="text-sm font-normal text-muted">{mark}</span>}
      </label>
      <input
        id={name}
        name={name}
        aria-invalid={error ? true : undefined}
        aria-describedby={described || undefined}
        className={`mt-1 block min-h-11 w-full rounded-md border bg-surface px-3 ${error ? 'border-no' : 'border-control-line'}`}
        {...input}
      />
      {hint && (
        <p id={`${name}-hint`} className="mt-1 text-sm text-muted">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${name}-error`} className="mt-1 text-sm font-medium text-no">
          <span aria-hidden="true">⚠ </span>
          {error}
        </p>
      )}
    </div>
  );
}
