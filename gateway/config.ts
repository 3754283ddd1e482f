/** The only reader of process.env in gateway/. */
import { z } from 'zod';
import { profileNames } from './profiles.ts';

const port = z.coerce.number().int().min(0).max(65_535);

const environment = z.object({
  /** Bearer key of the public API. */
  PAYMENT_GATEWAY_KEY: z.string().min(1),
  /** `whsec_` and the base64 of the key that signs webhooks. */
  PAYMENT_WEBHOOK_SECRET: z.string().regex(/^whsec_[A-Za-z0-9+/]+={0,2}$/),
  /** Bearer key of the control plane. */
  GATEWAY_CONTROL_KEY: z.string().min(1),
  GATEWAY_DATA_DIR: z.string().min(1),
  /** 0 means any free port; the ready line tells which. */
  GATEWAY_PORT: port.default(4010),
  GATEWAY_CONTROL_PORT: port.default(4011),
  GATEWAY_PROFILE: z.enum(profileNames).default('seed'),
  GATEWAY_SEED: z.string().min(1).default('bookstore'),
  /** Where webhooks go. Without it they are recorded in the log and never sent. */
  GATEWAY_WEBHOOK_URL: z.url({ protocol: /^https?$/ }).optional(),
});

export interface GatewayConfig {
  apiKey: string;
  webhookSecret: string;
  controlKey: string;
  dataDir: string;
  port: number;
  controlPort: number;
  /** Profile and seed to begin with; what the control plane sets later wins, also after a restart. */
  profile: (typeof profileNames)[number];
  seed: string;
  webhookUrl: string | null;
}

/** @throws Error that names every variable that is missing or wrong */
export function readConfig(env: Record<string, string | undefined> = process.env): GatewayConfig {
  const parsed = environment.safeParse(env);
  if (!parsed.success) {
    const wrong = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new Error(`payment simulator: environment is wrong\n  ${wrong.join('\n  ')}`);
  }
  const e = parsed.data;
  return {
    apiKey: e.PAYMENT_GATEWAY_KEY,
    webhookSecret: e.PAYMENT_WEBHOOK_SECRET,
    controlKey: e.GATEWAY_CONTROL_KEY,
    dataDir: e.GATEWAY_DATA_DIR,
    port: e.GATEWAY_PORT,
    controlPort: e.GATEWAY_CONTROL_PORT,
    profile: e.GATEWAY_PROFILE,
    seed: e.GATEWAY_SEED,
    webhookUrl: e.GATEWAY_WEBHOOK_URL ?? null,
  };
}
