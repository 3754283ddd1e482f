/** What the control plane can change while the program runs; kept in the store so that a restart changes nothing. */
import { z } from 'zod';
import { profileNames } from './profiles.ts';
import type { Store } from './store.ts';

export const settingsSchema = z.object({
  seed: z.string().min(1),
  profile: z.enum(profileNames),
  /** What a void of a key never seen does: leave a tombstone, or answer 404 and change nothing. */
  voidUnseen: z.enum(['tombstone', 'not_found']),
  clockScale: z.number().min(1).max(100_000),
  clockStepMs: z.int().min(0),
});
export type Settings = z.infer<typeof settingsSchema>;

export interface SettingsHome {
  read(): Settings;
  /** Keeps the named settings, also after a restart. */
  change(changes: { [name in keyof Settings]?: Settings[name] | undefined }): void;
  /** Reads again what the store holds, for after a wipe. */
  reload(): void;
}

/** @param initial what holds for every setting that nobody has changed */
export function openSettings({ sql }: Store, initial: Settings): SettingsHome {
  let current = initial;
  const home: SettingsHome = {
    read: () => current,
    change(changes) {
      for (const [name, value] of Object.entries(changes)) {
        if (value === undefined) continue;
        sql.run`INSERT INTO settings (name, value) VALUES (${name}, ${JSON.stringify(value)})
                ON CONFLICT (name) DO UPDATE SET value = excluded.value`;
      }
      home.reload();
    },
    reload() {
      const changed = sql.all`SELECT name, value FROM settings`.map((row) => [
        row.name,
        JSON.parse(String(row.value)),
      ]);
      current = settingsSchema.parse({ ...initial, ...Object.fromEntries(changed) });
    },
  };
  home.reload();
  return home;
}
