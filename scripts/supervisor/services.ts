import path from 'node:path';
import type { Environment } from './environment.ts';
import type { Secrets } from './secrets.ts';

/** The TCP ports of one installation, all on the internal host. */
export interface Ports {
  postgres: number;
  gateway: number;
  gatewayControl: number;
  engine: number;
  shop: number;
}

export const DEFAULT_PORTS: Ports = {
  postgres: 54329,
  gateway: 4010,
  gatewayControl: 4011,
  engine: 8288,
  shop: 3000,
};

/** Which parts the operator has replaced by real ones. */
export interface Embedded {
  postgres: boolean;
  gateway: boolean;
  engine: boolean;
}

/** A part is embedded as long as nothing in the environment names a real one. Empty counts as not named. */
export function chooseEmbedded(env: Environment): Embedded {
  return {
    postgres: !env.DATABASE_URL,
    gateway: !env.PAYMENT_GATEWAY_URL,
    engine: !env.INNGEST_BASE_URL && !env.INNGEST_DEV,
  };
}

/** The address under which the parts on this machine reach a shop that listens on `host`. */
export function internalHost(host: string): string {
  return ['0.0.0.0', '::', ''].includes(host) ? '127.0.0.1' : host;
}

export interface ServicePlan {
  env: Environment;
  embedded: Embedded;
  ports: Ports;
  secrets: Secrets;
  databaseUrl: string;
  dataDir: string;
  host: string;
  dev: boolean;
}

/**
 * The environment of each process: what the operator set, completed by addresses and keys that fit together.
 * A process sees only the generated keys that it needs.
 */
export function planEnvironments(
  plan: ServicePlan,
): Record<'shop' | 'engine' | 'gateway', NodeJS.ProcessEnv> {
  const { env, embedded, ports, secrets, databaseUrl, dataDir, host, dev } = plan;
  const at = (port: number) => `http://127.0.0.1:${port}`;
  const shopInside = `http://${internalHost(host)}:${ports.shop}`;
  // An empty variable counts as not set, everywhere.
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const base: NodeJS.ProcessEnv = { ...set, NODE_ENV: dev ? 'development' : 'production' };
  const gatewayKeys = {
    PAYMENT_GATEWAY_KEY: secrets.PAYMENT_GATEWAY_KEY,
    PAYMENT_WEBHOOK_SECRET: secrets.PAYMENT_WEBHOOK_SECRET,
  };
  const engineAccess = embedded.engine
    ? {
        INNGEST_BASE_URL: at(ports.engine),
        INNGEST_EVENT_KEY: secrets.INNGEST_EVENT_KEY,
        INNGEST_SIGNING_KEY: secrets.INNGEST_SIGNING_KEY,
      }
    : {};
  return {
    shop: {
      ...base,
      ...(embedded.gateway ? { ...gatewayKeys, PAYMENT_GATEWAY_URL: at(ports.gateway) } : {}),
      ...engineAccess,
      DATABASE_URL: databaseUrl,
      ADMIN_PASSWORD: secrets.ADMIN_PASSWORD,
      HOST: host,
      PORT: String(ports.shop),
      SHOP_URL: env.SHOP_URL || `http://localhost:${ports.shop}`,
      NEXT_TELEMETRY_DISABLED: '1',
    },
    engine: {
      ...base,
      ...engineAccess,
      DATABASE_URL: databaseUrl,
      INNGEST_SERVE_URL: `${shopInside}/api/inngest`,
    },
    gateway: {
      ...base,
      ...gatewayKeys,
      GATEWAY_CONTROL_KEY: secrets.GATEWAY_CONTROL_KEY,
      GATEWAY_PORT: String(ports.gateway),
      GATEWAY_CONTROL_PORT: String(ports.gatewayControl),
      GATEWAY_DATA_DIR: path.join(dataDir, 'gateway'),
      GATEWAY_WEBHOOK_URL: env.GATEWAY_WEBHOOK_URL || `${shopInside}/api/webhooks/payments`,
    },
  };
}
