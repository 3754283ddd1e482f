import { z } from 'zod';
import { contactSchema, paymentTokenSchema } from '#server/orders/contract.ts';

/** The fields of the checkout in the order in which they are shown. */
export const CHECKOUT_FIELDS = [
  'email',
  'phone',
  'recipient',
  'postcode',
  'address1',
  'address2',
  'deliveryNote',
  'paymentToken',
  'agreed',
] as const;
export type CheckoutField = (typeof CHECKOUT_FIELDS)[number];

/** The server's own schemas, so that what passes here is not refused there, and the consent that the law asks for. */
export const checkoutSchema = contactSchema.extend({
  paymentToken: paymentTokenSchema,
  agreed: z.literal(true),
});
/** What is typed, by field. */
export type CheckoutInput = z.input<typeof checkoutSchema>;
/** What was typed, as the server will read it. */
export type CheckoutValues = z.output<typeof checkoutSchema>;

const problemSchema = z.enum(['missing', 'invalid']);
export type Problem = z.infer<typeof problemSchema>;
export type FieldProblems = Partial<Record<CheckoutField, Problem>>;

/** What is wrong with a value that the schema refused, as the schema's message: the key of the text to show. */
export function nameProblem({ input }: { input?: unknown }): Problem {
  const isBlank = typeof input === 'string' && input.trim() === '';
  return input === undefined || input === false || isBlank ? 'missing' : 'invalid';
}

/** The problems of a form whose errors carry the messages of `nameProblem`, in the order of the form. */
export function problemsOf(errors: Partial<Record<CheckoutField, { message?: string }>>): FieldProblems {
  const problems: FieldProblems = {};
  for (const field of CHECKOUT_FIELDS) {
    const problem = problemSchema.safeParse(errors[field]?.message);
    if (problem.success) problems[field] = problem.data;
  }
  return problems;
}

/** What may be said before the form is sent: whoever leaves a field empty may still come back to it. */
export function withoutMissing(problems: FieldProblems): FieldProblems {
  return Object.fromEntries(Object.entries(problems).filter(([, problem]) => problem !== 'missing'));
}
