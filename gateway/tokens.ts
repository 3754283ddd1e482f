/** Card tokens anybody can pay with to get a certain outcome; every other token gets what the profile draws. */
import type { Behaviours } from './behaviour.ts';
import { between, type Dice } from './draw.ts';
import type { Profile } from './profiles.ts';

/** A token that names a script; charging one that has no script is refused, because a typo must not look like luck. */
export const SCRIPT_TOKEN_PREFIX = 'tok_script_';

const MINUTE_MS = 60_000;

/** Slow tokens settle at a drawn moment within the minute, as the `seed` profile's slow charges do. */
const testTokens = new Map<string, (d: Dice) => Behaviours['charge']>([
  ['tok_paid', () => ({ kind: 'paid' })],
  ['tok_declined', () => ({ kind: 'declined', code: 'insufficient_funds' })],
  ['tok_slow_paid', (d) => slow(d, true)],
  ['tok_slow_declined', (d) => slow(d, false)],
  ['tok_unknown_paid', () => ({ kind: 'error', status: 500, applies: true, afterMs: 0 })],
  ['tok_unknown_lost', () => ({ kind: 'timeout', applies: false, afterMs: 0 })],
]);

function slow(d: Dice, succeeds: boolean): Behaviours['charge'] {
  return { kind: 'slow', succeeds, settleAfterMs: between(d, 0, MINUTE_MS), answerAfterMs: MINUTE_MS };
}

/** How a charge with this token ends; empty when the profile decides (`tok_random` and every other token). */
export function tokenProfile(token: string | null): Partial<Pick<Profile, 'charge'>> {
  const charge = testTokens.get(token ?? '');
  return charge ? { charge } : {};
}
