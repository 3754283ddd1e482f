import { type Contact, contactSchema, paymentTokenSchema } from '#server/orders/contract.ts';

/** The fields of the checkout in the order in which they are shown. */
export const CHECKOUT_FIELDS = [
  'email',
  'phone',
  'recipient',
  'postcode',
  'address1',
  'address2',
  'paymentToken',
] as const;
export type CheckoutField = (typeof CHECKOUT_FIELDS)[number];

export type FieldErrors = Partial<Record<CheckoutField, 'missing' | 'invalid'>>;

/** The same schemas as the server's: what passes here is not refused there. */
const checkoutSchema = contactSchema.extend({ paymentToken: paymentTokenSchema });

type CheckoutCheck =
  | { ok: true; contact: Contact; paymentToken: string }
  | { ok: false; errors: FieldErrors };

/** Checks the whole form. `values` is what was typed, by field. */
export function checkCheckout(values: Record<string, unknown>): CheckoutCheck {
  const parsed = checkoutSchema.safeParse(values);
  if (parsed.success) {
    const { paymentToken, ...contact } = parsed.data;
    return { ok: true, contact, paymentToken };
  }
  const wrong = new Set(parsed.error.issues.map((issue) => issue.path[0]));
  const errors: FieldErrors = {};
  for (const field of CHECKOUT_FIELDS) {
    if (wrong.has(field)) errors[field] = isBlank(values[field]) ? 'missing' : 'invalid';
  }
  return { ok: false, errors };
}

/** What is wrong with one field once it is left. An empty one is not scolded before the form is sent. */
export function checkField(field: CheckoutField, value: string): 'invalid' | undefined {
  if (isBlank(value)) return undefined;
  return checkoutSchema.shape[field].safeParse(value).success ? undefined : 'invalid';
}

function isBlank(value: unknown): boolean {
  return typeof value !== 'string' || value.trim() === '';
}
