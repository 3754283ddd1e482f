/** Messages to the shop in Standard Webhooks form: at least once, in no order, and as wrong as the profile wants. */
import { createHmac, randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Behaviours } from './behaviour.ts';
import type { Payment, Refund, WebhookType } from './contract.ts';
import { isoTime, type Provider } from './provider.ts';

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
/** Gaps between attempts, in provider milliseconds; after the last one the message is given up. */
export const retryGapsMs: readonly number[] = [
  5 * SECOND_MS,
  30 * SECOND_MS,
  2 * MINUTE_MS,
  10 * MINUTE_MS,
  30 * MINUTE_MS,
  2 * HOUR_MS,
  6 * HOUR_MS,
  24 * HOUR_MS,
];
/** Real time a shop has to answer one message. */
const ANSWER_TIMEOUT_MS = 10_000;
/** How many messages travel at once; a burst of settled payments must not become a burst on the shop. */
const MAX_IN_FLIGHT = 8;

/** A key every copy of this program knows, hence nobody's secret: what a forger would sign with. */
const FORGERS_SECRET = `whsec_${Buffer.from('not the shared secret').toString('base64')}`;

export interface Message {
  type: WebhookType;
  /** Idempotency key of the charge or refund it is about. */
  key: string;
  data: { payment: Payment } | { refund: Refund };
}

/**
 * `v1,` and the base64 of HMAC-SHA256 over `id.timestamp.body`.
 * @param secret `whsec_` and the base64 of the key
 * @param timestamp whole seconds since 1970
 */
export function sign(secret: string, id: string, timestamp: number, body: string): string {
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
  return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
}

export interface Sending {
  afterMs?: number;
  forged?: boolean;
  /** How old the message pretends to be, for a replay outside the shop's window. */
  ageMs?: number;
}

/** Stores a message for delivery. @returns its webhook-id */
export function enqueue(p: Provider, message: Message, sending: Sending = {}): string {
  const id = `msg_${randomUUID().replaceAll('-', '')}`;
  const { type, key, data } = message;
  const now = p.clock.now();
  const body = JSON.stringify({ type, timestamp: isoTime(now), data });
  const nextAt = p.config.webhookUrl === null ? null : p.clock.after(sending.afterMs ?? 0);
  p.store.sql.run`
    INSERT INTO webhooks (webhook_id, type, key, body, forged, age_ms, created_at, next_at)
    VALUES (${id}, ${type}, ${key}, ${body}, ${sending.forged ? 1 : 0}, ${sending.ageMs ?? 0}, ${now}, ${nextAt})`;
  return id;
}

/** Puts the same message, with the same webhook-id, into the queue once more. @returns false when there is none */
export function enqueueAgain(p: Provider, webhookId: string, afterMs: number): boolean {
  const { changes } = p.store.sql.run`
    INSERT INTO webhooks (webhook_id, type, key, body, forged, age_ms, created_at, next_at)
    SELECT webhook_id, type, key, body, forged, age_ms, ${p.clock.now()},
      iif(${p.config.webhookUrl} IS NULL, NULL, ${p.clock.after(afterMs)})
    FROM webhooks WHERE webhook_id = ${webhookId} ORDER BY seq LIMIT 1`;
  return changes > 0;
}

/** Sends news the way the behaviour says. @param contrary what a contradicting or forged message claims */
export function announce(
  p: Provider,
  behaviour: Behaviours['webhook'],
  truth: Message,
  contrary: Message,
): void {
  switch (behaviour.kind) {
    case 'lost':
      return;
    case 'sent':
    case 'early':
      enqueue(p, truth);
      return;
    case 'late':
      enqueue(p, truth, { afterMs: behaviour.afterMs });
      return;
    case 'doubled':
      enqueueAgain(p, enqueue(p, truth), behaviour.afterMs);
      return;
    case 'contradicted':
    case 'forged':
      enqueue(p, truth);
      enqueue(p, contrary, { afterMs: behaviour.afterMs, forged: behaviour.kind === 'forged' });
      return;
  }
}

const dueRow = z.object({
  seq: z.number(),
  webhook_id: z.string(),
  body: z.string(),
  forged: z.number(),
  age_ms: z.number(),
  attempts: z.number(),
});

export interface Postman {
  /** Sends what is due, as far as there is room; `onDone` of the constructor runs after each. */
  deliverDue(): void;
  /** When the next message is due in provider milliseconds; `null` while there is none or no room. */
  nextDue(): number | null;
  stop(): Promise<void>;
}

/** @param onDone called after each attempt, when there is room again */
export function createPostman(p: Provider, onDone: () => void): Postman {
  const { sql } = p.store;
  const inFlight = new Set<Promise<void>>();
  const stopping = new AbortController();

  async function attempt(row: z.infer<typeof dueRow>, url: string): Promise<void> {
    const secret = row.forged ? FORGERS_SECRET : p.config.webhookSecret;
    const timestamp = Math.floor((p.clock.now() - row.age_ms) / 1000);
    const result = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'webhook-id': row.webhook_id,
        'webhook-timestamp': String(timestamp),
        'webhook-signature': sign(secret, row.webhook_id, timestamp, row.body),
      },
      body: row.body,
      redirect: 'manual',
      signal: AbortSignal.any([stopping.signal, AbortSignal.timeout(ANSWER_TIMEOUT_MS)]),
    }).then(
      async (response) => {
        await response.body?.cancel();
        return { accepted: response.ok, text: String(response.status) };
      },
      (error: unknown) => ({ accepted: false, text: String(error) }),
    );
    if (stopping.signal.aborted) return;
    const now = p.clock.now();
    const gap = retryGapsMs[row.attempts];
    const nextAt = result.accepted || gap === undefined ? null : p.clock.after(gap);
    sql.run`
      UPDATE webhooks SET last_result = ${result.text}, next_at = ${nextAt},
        delivered_at = ${result.accepted ? now : null}
      WHERE seq = ${row.seq}`;
  }

  return {
    deliverDue() {
      const url = p.config.webhookUrl;
      if (url === null) return;
      const due = sql.all`
        SELECT seq, webhook_id, body, forged, age_ms, attempts FROM webhooks
        WHERE next_at <= ${p.clock.now()} ORDER BY next_at, seq LIMIT ${MAX_IN_FLIGHT - inFlight.size}`;
      for (const raw of due) {
        const row = dueRow.parse(raw);
        // A process killed while the message travels finds it due again once the answer cannot come any more.
        sql.run`
          UPDATE webhooks SET attempts = attempts + 1, next_at = ${p.clock.now() + ANSWER_TIMEOUT_MS}
          WHERE seq = ${row.seq}`;
        const flight = attempt(row, url).finally(() => {
          inFlight.delete(flight);
          if (!stopping.signal.aborted) onDone();
        });
        inFlight.add(flight);
      }
    },
    nextDue() {
      if (inFlight.size >= MAX_IN_FLIGHT) return null;
      const row = sql.get`SELECT min(next_at) AS due FROM webhooks WHERE next_at IS NOT NULL`;
      return z.number().nullable().parse(row?.due);
    },
    async stop() {
      stopping.abort();
      await Promise.all(inFlight);
    },
  };
}
