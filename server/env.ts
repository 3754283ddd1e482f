import { z } from 'zod';

const settingsSchema = z.object({
  /** Where the shop's data is. */
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  /** The payment provider's API and our key to it. */
  PAYMENT_GATEWAY_URL: z.url({ protocol: /^https?$/ }),
  PAYMENT_GATEWAY_KEY: z.string().min(16),
  /** Signs the provider's messages to us; without it there is nowhere to send them. */
  PAYMENT_WEBHOOK_SECRET: z
    .string()
    .regex(/^whsec_[A-Za-z0-9+/]{32,}={0,2}$/)
    .optional(),
  /** Under which address shoppers reach the shop: the links in mails begin with it. */
  SHOP_URL: z.url({ protocol: /^https?$/ }),
  /** The mail server and the sender's address. Without them mails are kept and shown at /admin/mails. */
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  MAIL_FROM: z.string().includes('@').optional(),
  /** How many proxies of ours stand before the shop, and are believed about where a request comes from. */
  TRUSTED_PROXY_HOPS: z.coerce.number().int().min(0).max(10).default(0),
  /** Opens /admin; without it there is no admin. */
  ADMIN_PASSWORD: z.string().min(12).optional(),
  /** Divides every wait of the payment plan. For tests. */
  TIME_SCALE: z.coerce.number().min(1).max(1_000).default(1),
  LOG_LEVEL: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('info'),
});
const envSchema = settingsSchema.refine((env) => !env.SMTP_URL || env.MAIL_FROM, {
  path: ['MAIL_FROM'],
  error: 'needed with SMTP_URL',
});
export type Env = z.infer<typeof envSchema>;

/** The names of all settings of the shop. */
export const SETTING_NAMES = Object.keys(envSchema.shape);

/**
 * Reads the shop's settings: the only reader of the process's environment. Throws an error that names every variable
 * that is missing or wrong, and never prints a value.
 */
export function readEnv(variables: Record<string, string | undefined> = process.env): Env {
  // An empty variable, as a line `NAME=` in .env leaves it, counts as not set.
  const set = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''));
  const parsed = envSchema.safeParse(set);
  if (parsed.success) return parsed.data;
  const wrong = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new Error(`These settings are missing or wrong:\n  ${wrong.join('\n  ')}`);
}
