import type { ReactNode } from 'react';
import type { CheckoutField } from '../../_present/checkout-fields.ts';

type Props = { field: CheckoutField; className: string; children: ReactNode };

/**
 * Leads to a field. Moves the focus itself: following the address would add a place to the history, and Back from
 * the order would lead to a form again.
 */
export function FieldLink({ field, className, children }: Props) {
  return (
    <a
      href={`#${field}`}
      className={className}
      onClick={(event) => {
        event.preventDefault();
        document.getElementById(field)?.focus();
      }}
    >
      {children}
    </a>
  );
}
