/** Puts the provider together and serves both planes. */

import { z } from 'zod';
import { apiRoutes } from './api.ts';
import { createClock } from './clock.ts';
import type { GatewayConfig } from './config.ts';
import { controlRoutes } from './control.ts';
import { type Listening, listen, type Plane } from './http.ts';
import type { ProfileName } from './profiles.ts';
import { isoTime, type Provider } from './provider.ts';
import type { Reply } from './reply.ts';
import { openSettings } from './settings.ts';
import { settleDuePayments } from './settle-payments.ts';
import { settleDueRefunds } from './settle-refunds.ts';
import { createSteering } from './steering.ts';
import { openStore } from './store.ts';
import { createPostman } from './webhooks.ts';

export interface Gateway {
  /** Base URL of the public API. */
  url: string;
  controlUrl: string;
  /** The profile it started with, which may have been set before a restart. */
  profile: ProfileName;
  /** Cuts open calls, keeps what is pending on file, and closes the store. */
  stop(): Promise<void>;
}

/** @throws when a port is taken or another process has the store open */
export async function startGateway(config: GatewayConfig): Promise<Gateway> {
  const store = openStore(config.dataDir);
  const settings = openSettings(store, {
    seed: config.seed,
    profile: config.profile,
    voidUnseen: 'tombstone',
    clockScale: 1,
    clockStepMs: 0,
  });
  const clock = createClock(settings.read);
  const p: Provider = { config, store, settings, clock, steering: createSteering(store, settings.read) };
  const postman = createPostman(p, armTimer);
  let cancelTimer = () => {};

  function settleDue(): void {
    settleDuePayments(p);
    settleDueRefunds(p);
  }

  /** One alarm for whatever is due next; every call arms it anew, since every call may have changed that. */
  function armTimer(): void {
    cancelTimer();
    const row = store.sql.get`
      SELECT min(settle_at) AS due FROM (
        SELECT settle_at FROM payments WHERE status = 'processing'
        UNION ALL SELECT settle_at FROM refunds WHERE status = 'processing')`;
    const settleAt = z.number().nullable().parse(row?.due);
    const due = Math.min(settleAt ?? Infinity, postman.nextDue() ?? Infinity);
    if (due === Infinity) return;
    cancelTimer = clock.at(due, () => {
      store.transact(settleDue);
      postman.deliverDue();
      armTimer();
    });
  }

  function plane(bearerKey: string, routes: Plane['routes']): Plane {
    return {
      routes,
      bearerKey,
      around(run): Reply {
        const reply = store.transact(() => {
          settleDue();
          return run();
        });
        armTimer();
        return reply;
      },
      asOf: () => isoTime(clock.now()),
      later: (afterMs, run) =>
        clock.at(clock.after(afterMs), () => {
          store.transact(settleDue);
          run();
        }),
    };
  }

  const planes: Listening[] = [];
  async function stop(): Promise<void> {
    clock.stop();
    await Promise.all([...planes.map((listening) => listening.close()), postman.stop()]);
    clock.stop();
    store.close();
  }

  try {
    const api = await listen(plane(config.apiKey, apiRoutes(p)), config.port);
    planes.push(api);
    const control = await listen(plane(config.controlKey, controlRoutes(p, api.cut)), config.controlPort);
    planes.push(control);
    armTimer();
    return { url: api.url, controlUrl: control.url, profile: settings.read().profile, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
