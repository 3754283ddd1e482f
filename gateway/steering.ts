/** Decides what happens to a call: a script first, then the card token, then the profile's draw. Counts calls too. */
import { z } from 'zod';
import { type Behaviours, behaviourSchemas, type Lane } from './behaviour.ts';
import { dice } from './draw.ts';
import { type Profile, profiles } from './profiles.ts';
import type { Settings } from './settings.ts';
import type { Store } from './store.ts';
import { SCRIPT_TOKEN_PREFIX, tokenProfile } from './tokens.ts';

/** What a call is about; order and token are `null` while the provider has never heard of the key. */
export interface Subject {
  key: string;
  merchantOrderId: string | null;
  token: string | null;
}

export interface Steering {
  /** Counts a call that came in, whatever becomes of it. */
  count(lane: Lane, key: string): void;
  /** The behaviour for the next draw of this subject in this lane; uses up one place of a script's list. */
  choose<L extends Lane>(lane: L, subject: Subject): Behaviours[L];
}

const targetKinds = ['key', 'keyPrefix', 'merchantOrderId', 'token'] as const;

/**
 * Which calls a script is for, and one list per lane. A list is used up one behaviour per draw over everything the
 * target matches; its last behaviour repeats. Lanes without a list stay with the token or the profile.
 */
export const scriptSchema = z.strictObject({
  target: z.union([
    z.strictObject({ key: z.string().min(1) }),
    z.strictObject({ keyPrefix: z.string().min(1) }),
    z.strictObject({ merchantOrderId: z.string().min(1) }),
    z.strictObject({ token: z.string().startsWith(SCRIPT_TOKEN_PREFIX) }),
  ]),
  charge: z.array(behaviourSchemas.charge).min(1).optional(),
  status: z.array(behaviourSchemas.status).min(1).optional(),
  void: z.array(behaviourSchemas.void).min(1).optional(),
  refund: z.array(behaviourSchemas.refund).min(1).optional(),
  refundStatus: z.array(behaviourSchemas.refundStatus).min(1).optional(),
  webhook: z.array(behaviourSchemas.webhook).min(1).optional(),
  posting: z.array(behaviourSchemas.posting).min(1).optional(),
});
export type Script = z.infer<typeof scriptSchema>;

/** Stores a script; an earlier one for the same target is replaced and its lists start again. */
export function putScript({ sql }: Store, script: Script): void {
  const { target, ...lists } = script;
  for (const [kind, value] of Object.entries(target)) {
    sql.run`DELETE FROM scripts WHERE target_kind = ${kind} AND target = ${value}`;
    for (const [lane, list] of Object.entries(lists)) {
      sql.run`INSERT INTO scripts (target_kind, target, lane, behaviours)
              VALUES (${kind}, ${value}, ${lane}, ${JSON.stringify(list)})`;
    }
  }
}

const scriptRow = z.object({
  target_kind: z.enum(targetKinds),
  target: z.string(),
  lane: z.string(),
  behaviours: z.string().transform((json): unknown => JSON.parse(json)),
  position: z.number(),
});

/** Every script with how far each of its lists has been used. */
export function listScripts({ sql }: Store): z.infer<typeof scriptRow>[] {
  return sql.all`SELECT * FROM scripts ORDER BY target_kind, target, lane`.map((row) => scriptRow.parse(row));
}

export function tokenHasScript({ sql }: Store, token: string): boolean {
  return sql.get`SELECT 1 FROM scripts WHERE target_kind = 'token' AND target = ${token}` !== undefined;
}

export function createSteering(store: Store, settings: () => Settings): Steering {
  const { sql } = store;

  function scripted<L extends Lane>(lane: L, subject: Subject): Behaviours[L] | undefined {
    // The narrowest target wins, and of several prefixes the longest.
    const found = sql.get`
      SELECT rowid AS id, behaviours, position FROM scripts
      WHERE lane = ${lane} AND (
        (target_kind = 'key' AND target = ${subject.key})
        OR (target_kind = 'keyPrefix' AND substr(${subject.key}, 1, length(target)) = target)
        OR (target_kind = 'merchantOrderId' AND target = ${subject.merchantOrderId})
        OR (target_kind = 'token' AND target = ${subject.token}))
      ORDER BY CASE target_kind WHEN 'key' THEN 0 WHEN 'keyPrefix' THEN 1 WHEN 'merchantOrderId' THEN 2 ELSE 3 END,
        length(target) DESC
      LIMIT 1`;
    if (!found) return undefined;
    const row = z.object({ id: z.number(), behaviours: z.string(), position: z.number() }).parse(found);
    const list = z.array(z.unknown()).parse(JSON.parse(row.behaviours));
    sql.run`UPDATE scripts SET position = position + 1 WHERE rowid = ${row.id}`;
    const schema: z.ZodType<Behaviours[L]> = behaviourSchemas[lane];
    return schema.parse(list[Math.min(row.position, list.length - 1)]);
  }

  function nextDraw(lane: Lane, key: string): number {
    const row = sql.get`
      INSERT INTO calls (lane, subject, draws) VALUES (${lane}, ${key}, 1)
      ON CONFLICT (lane, subject) DO UPDATE SET draws = draws + 1 RETURNING draws`;
    return z.number().parse(row?.draws);
  }

  return {
    count(lane, key) {
      sql.run`INSERT INTO calls (lane, subject, calls) VALUES (${lane}, ${key}, 1)
              ON CONFLICT (lane, subject) DO UPDATE SET calls = calls + 1`;
    },
    choose(lane, subject) {
      const { seed, profile } = settings();
      const d = dice(seed, lane, subject.key, nextDraw(lane, subject.key));
      const forced = scripted(lane, subject);
      if (forced !== undefined) return forced;
      const source: Profile = { ...profiles[profile], ...tokenProfile(subject.token) };
      return source[lane](d);
    },
  };
}
