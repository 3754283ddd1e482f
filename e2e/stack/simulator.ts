import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Behaviours } from '../../gateway/behaviour.ts';

/** One list per kind of call, used up one behaviour per call; the last one repeats (gateway/README.md, Scripts). */
export type Script = { [L in 'charge' | 'status' | 'void' | 'refund']?: Behaviours[L][] };

/** The money moves soon, but the answer comes after the shop has stopped waiting for it. */
export const SLOW_PAID = {
  kind: 'slow',
  succeeds: true,
  settleAfterMs: 3_000,
  answerAfterMs: 60_000,
} as const;

export interface Simulator {
  /** Divides every duration of the provider that starts from now on. */
  scaleClock(scale: number): Promise<void>;
  /** Moves the provider's clock forward by so many of its milliseconds. */
  stepClock(ms: number): Promise<void>;
  /** A card token whose payments go as the script says. */
  tokenFor(script: Script): Promise<string>;
  /** What moved for one order, in whole won, by the provider's own books. */
  movementsOf(orderId: string): Promise<Movement[]>;
  /** How often a charge with this key arrived. */
  chargesOf(providerKey: string): Promise<number>;
}

export type Movement = { type: 'charge' | 'refund' | 'reversal'; amount: number };

const truthSchema = z.object({
  ledger: z.array(
    z
      .object({ type: z.enum(['charge', 'refund', 'reversal']), amount_minor: z.number() })
      .transform(({ type, amount_minor }) => ({ type, amount: amount_minor })),
  ),
});
const callsSchema = z.object({ calls: z.array(z.object({ lane: z.string(), calls: z.number() })) });

/** A client of the simulator's control plane. Whatever is not answered with 200 is an error of the test. */
export function connectSimulator(controlUrl: string, controlKey: string): Simulator {
  async function control(method: 'GET' | 'PUT' | 'POST', path: string, body?: object): Promise<unknown> {
    const response = await fetch(`${controlUrl}/_sim/${path}`, {
      method,
      headers: { authorization: `Bearer ${controlKey}` },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`simulator: ${path}: ${response.status} ${await response.text()}`);
    return response.json();
  }

  return {
    async scaleClock(clockScale) {
      await control('PUT', 'settings', { clockScale });
    },
    async stepClock(ms) {
      await control('POST', 'clock/step', { ms });
    },
    async tokenFor(script) {
      const token = `tok_script_${randomUUID()}`;
      await control('PUT', 'scripts', { target: { token }, ...script });
      return token;
    },
    async movementsOf(orderId) {
      const answer = await control('GET', `truth?merchant_order_id=${encodeURIComponent(orderId)}`);
      return truthSchema.parse(answer).ledger;
    },
    async chargesOf(providerKey) {
      const answer = await control('GET', `calls?key=${encodeURIComponent(providerKey)}`);
      const { calls } = callsSchema.parse(answer);
      return calls.find((call) => call.lane === 'charge')?.calls ?? 0;
    },
  };
}
