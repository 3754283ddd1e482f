/**
 * The provider's memory: one SQLite file. The write-ahead log makes every commit survive a killed process; with
 * `synchronous = NORMAL` only a power cut can lose the last ones, which this program does not promise to survive and
 * which would cost a disk flush per call.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type SQLInputValue, type SQLOutputValue, type StatementSync } from 'node:sqlite';
import { z } from 'zod';

type Row = Record<string, SQLOutputValue>;

/** Template tags: every `${value}` is bound as a parameter, every statement is prepared once per place in the code. */
interface Sql {
  run(strings: TemplateStringsArray, ...values: SQLInputValue[]): { changes: number | bigint };
  get(strings: TemplateStringsArray, ...values: SQLInputValue[]): Row | undefined;
  all(strings: TemplateStringsArray, ...values: SQLInputValue[]): Row[];
}

export interface Store {
  sql: Sql;
  /** Runs synchronously in one transaction; rolls back when `work` throws. */
  transact<T>(work: () => T): T;
  /** Forgets everything. */
  wipe(): void;
  close(): void;
}

/** A column that holds JSON of the given shape. */
export function storedJson<T>(schema: z.ZodType<T>) {
  return z
    .string()
    .transform((json): unknown => JSON.parse(json))
    .pipe(schema);
}

const schema = `
CREATE TABLE IF NOT EXISTS settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;

-- draws counts the calls that reached a decision of the profile; replays and refusals do not.
CREATE TABLE IF NOT EXISTS calls (
  lane TEXT NOT NULL, subject TEXT NOT NULL, calls INTEGER NOT NULL DEFAULT 0, draws INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (lane, subject)) STRICT;

CREATE TABLE IF NOT EXISTS scripts (
  target_kind TEXT NOT NULL, target TEXT NOT NULL, lane TEXT NOT NULL, behaviours TEXT NOT NULL,
  position INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (target_kind, target, lane)) STRICT;

-- What each key was first asked to do, remembered even when nothing came of it.
CREATE TABLE IF NOT EXISTS intents (
  scope TEXT NOT NULL, key TEXT NOT NULL, body_hash TEXT NOT NULL,
  merchant_order_id TEXT NOT NULL, token TEXT NOT NULL, PRIMARY KEY (scope, key)) STRICT;

-- outcome is decided when the payment is accepted and becomes the status at settle_at.
CREATE TABLE IF NOT EXISTS payments (
  id TEXT PRIMARY KEY, key TEXT NOT NULL, ordinal INTEGER NOT NULL, request_id TEXT NOT NULL,
  merchant_order_id TEXT, amount_minor INTEGER, currency TEXT,
  status TEXT NOT NULL CHECK (status IN ('processing', 'paid', 'declined', 'voided', 'refunded')),
  outcome TEXT NOT NULL CHECK (outcome IN ('paid', 'declined', 'voided')), code TEXT, void_ends TEXT,
  created_at INTEGER NOT NULL, settle_at INTEGER NOT NULL, settled_at INTEGER,
  refunded_minor INTEGER NOT NULL DEFAULT 0 CHECK (refunded_minor BETWEEN 0 AND amount_minor),
  webhook TEXT NOT NULL, posting TEXT NOT NULL,
  CHECK ((status = 'processing') = (settled_at IS NULL)),
  UNIQUE (key, ordinal)) STRICT;
CREATE INDEX IF NOT EXISTS payments_due ON payments (settle_at) WHERE status = 'processing';
CREATE INDEX IF NOT EXISTS payments_by_order ON payments (merchant_order_id);

CREATE TABLE IF NOT EXISTS refunds (
  id TEXT PRIMARY KEY, key TEXT NOT NULL UNIQUE, request_id TEXT NOT NULL,
  payment_id TEXT NOT NULL REFERENCES payments (id), amount_minor INTEGER NOT NULL CHECK (amount_minor > 0),
  currency TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('processing', 'succeeded', 'failed')),
  outcome TEXT NOT NULL CHECK (outcome IN ('succeeded', 'failed')), code TEXT,
  created_at INTEGER NOT NULL, settle_at INTEGER NOT NULL, settled_at INTEGER,
  webhook TEXT NOT NULL, posting TEXT NOT NULL,
  CHECK ((status = 'processing') = (settled_at IS NULL))) STRICT;
CREATE INDEX IF NOT EXISTS refunds_due ON refunds (settle_at) WHERE status = 'processing';
CREATE INDEX IF NOT EXISTS refunds_by_payment ON refunds (payment_id);

CREATE TABLE IF NOT EXISTS ledger (
  seq INTEGER PRIMARY KEY AUTOINCREMENT, type TEXT NOT NULL CHECK (type IN ('charge', 'refund', 'reversal')),
  payment_id TEXT NOT NULL, refund_id TEXT, key TEXT NOT NULL, merchant_order_id TEXT NOT NULL,
  amount_minor INTEGER NOT NULL CHECK (amount_minor > 0), currency TEXT NOT NULL,
  occurred_at INTEGER NOT NULL, posted_at INTEGER NOT NULL) STRICT;
CREATE INDEX IF NOT EXISTS ledger_by_posting ON ledger (posted_at, seq);
CREATE TRIGGER IF NOT EXISTS ledger_is_immutable BEFORE UPDATE ON ledger
  BEGIN SELECT RAISE(ABORT, 'ledger lines are immutable'); END;

-- One row is one message to bring to the shop; a doubled webhook is two rows with one webhook_id.
CREATE TABLE IF NOT EXISTS webhooks (
  seq INTEGER PRIMARY KEY AUTOINCREMENT, webhook_id TEXT NOT NULL, type TEXT NOT NULL, key TEXT NOT NULL,
  body TEXT NOT NULL, forged INTEGER NOT NULL, age_ms INTEGER NOT NULL, created_at INTEGER NOT NULL,
  next_at INTEGER, attempts INTEGER NOT NULL DEFAULT 0, delivered_at INTEGER, last_result TEXT) STRICT;
CREATE INDEX IF NOT EXISTS webhooks_due ON webhooks (next_at) WHERE next_at IS NOT NULL;
`;

const tables = [
  'settings',
  'calls',
  'scripts',
  'intents',
  'refunds',
  'payments',
  'ledger',
  'webhooks',
] as const;

/** Not the tag store that node:sqlite brings: its statements outlive `close()` and keep the file locked (24.21). */
function createSql(db: DatabaseSync): Sql {
  const prepared = new Map<TemplateStringsArray, StatementSync>();
  function statement(strings: TemplateStringsArray): StatementSync {
    const known = prepared.get(strings);
    if (known) return known;
    const fresh = db.prepare(strings.join('?'));
    prepared.set(strings, fresh);
    return fresh;
  }
  return {
    run: (strings, ...values) => statement(strings).run(...values),
    get: (strings, ...values) => statement(strings).get(...values),
    all: (strings, ...values) => statement(strings).all(...values),
  };
}

/**
 * @param dataDir folder of the database file, made when missing
 * @throws when another process has the file open for longer than 2 s
 */
export function openStore(dataDir: string): Store {
  mkdirSync(dataDir, { recursive: true });
  const db = new DatabaseSync(join(dataDir, 'gateway.sqlite'), { timeout: 2000 });
  db.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;');
  db.exec(schema);
  return {
    sql: createSql(db),
    transact(work) {
      db.exec('BEGIN IMMEDIATE');
      try {
        const result = work();
        db.exec('COMMIT');
        return result;
      } catch (error) {
        db.exec('ROLLBACK');
        throw error;
      }
    },
    wipe() {
      for (const table of tables) db.exec(`DELETE FROM ${table}`);
    },
    close: () => db.close(),
  };
}
