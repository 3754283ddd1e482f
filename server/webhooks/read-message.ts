import { z } from 'zod';

/** Printable ASCII, as every key and type of the provider is: nothing else can name a row of ours. */
const wordSchema = z.string().regex(/^[\x20-\x7e]{1,255}$/);
const subjectSchema = z.object({ idempotency_key: wordSchema });
const messageSchema = z.object({
  type: wordSchema,
  data: z.object({ payment: subjectSchema.optional(), refund: subjectSchema.optional() }).optional(),
});

/** What a message is about. All that it claims beyond that is left to the provider's own answer. */
export type MessageSubject = {
  /** `payment.paid`, … or `unreadable`. */
  type: string;
  /** The key of the charge or refund that it names, if it names one. */
  key: string | null;
};

export function readMessage(rawBody: string): MessageSubject {
  const parsed = messageSchema.safeParse(parseJson(rawBody));
  if (!parsed.success) return { type: 'unreadable', key: null };
  const { type, data } = parsed.data;
  return { type, key: (data?.payment ?? data?.refund)?.idempotency_key ?? null };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
