/** What every part of the provider works with. */
import type { Clock } from './clock.ts';
import type { GatewayConfig } from './config.ts';
import type { SettingsHome } from './settings.ts';
import type { Steering } from './steering.ts';
import type { Store } from './store.ts';

export interface Provider {
  config: GatewayConfig;
  store: Store;
  settings: SettingsHome;
  clock: Clock;
  steering: Steering;
}

/** Provider milliseconds as the wire writes them. */
export function isoTime(ms: number): string {
  return new Date(ms).toISOString();
}
