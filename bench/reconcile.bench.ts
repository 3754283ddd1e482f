import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sql } from 'drizzle-orm';
import { pino } from 'pino';
import { v7 as uuidv7 } from 'uuid';
import { connectDatabase } from '#db/client.ts';
import { removeEmbeddedPostgres, startEmbeddedPostgres } from '#db/embedded-postgres.ts';
import { migrateDatabase } from '#db/migrate.ts';
import { findFreePort } from '#db/testing/free-port.ts';
import type { Ctx } from '#server/context.ts';
import { systemClock } from '#server/kernel/clock.ts';
import { reconcile } from '#server/ledger/reconcile.ts';
import type { LedgerLine, PaymentGateway } from '#server/payments/gateway/port.ts';

/*
 * What reconciling costs: `node bench/reconcile.bench.ts [lines] [lines per page]`, 1,000,000 and 1,000 unless told
 * otherwise. As many paid orders in a real, durable PostgreSQL, a provider in this process that makes their lines up
 * as they are asked for, and one in 10,000 that only the provider knows. Prints, asserts nothing.
 */

const [LINES = 1_000_000, PAGE = 1_000] = process.argv.slice(2).map(Number);
const FORGOTTEN_EVERY = 10_000;

const quiet = () => {};
const dataDir = await mkdtemp(path.join(tmpdir(), 'bookstore-bench-'));
const server = await startEmbeddedPostgres({ dataDir, port: await findFreePort(), log: quiet, note: quiet });
await migrateDatabase(server.url);
const { db, close } = connectDatabase(server.url, 4);

/** The nth order's id, the same here and in SQL. */
const idOf = (n: number) => `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`;
const idInSql = sql.raw(`('00000000-0000-4000-8000-' || lpad(to_hex(n), 12, '0'))::uuid`);

async function fillBooks(): Promise<void> {
  const known = sql.raw(`generate_series(1, ${LINES}) n where n % ${FORGOTTEN_EVERY} <> 0`);
  await db.execute(sql`
    insert into orders (id, number, buyer_id, client_key, request_hash, status, email, phone, recipient, postcode,
      address1, address2, locale, items_total, shipping, total)
    select ${idInSql}, 'N' || n, ${idInSql}, 'k', 'h', 'confirmed', '', '', '', '', '', '', 'ko', 20000, 0, 20000
    from ${known}`);
  await db.execute(sql`
    insert into attempts (id, order_id, number, provider_key, amount, payment_token, status, provider_payment_id)
    select ${idInSql}, ${idInSql}, 1, 'pay:' || ${idInSql} || ':1', 20000, 'tok', 'paid', 'pay_' || n from ${known}`);
  await db.execute(sql`analyze`);
}

function lineAt(n: number): LedgerLine {
  return {
    id: `line_${n}`,
    type: 'charge',
    paymentId: `pay_${n}`,
    key: `pay:${idOf(n)}:1`,
    merchantOrderId: idOf(n),
    amount: 20_000,
    currency: 'KRW',
    postedAt: new Date(n),
  };
}

const ledger: PaymentGateway['ledger'] = async ({ cursor }) => {
  const first = Number(cursor ?? 0) + 1;
  const length = Math.min(PAGE, LINES - first + 1);
  const lines = Array.from({ length: Math.max(length, 0) }, (_, index) => lineAt(first + index));
  const end = first + lines.length - 1;
  return { kind: 'page', lines, nextCursor: String(end), hasMore: end < LINES };
};
const refuse = async () => {
  throw new Error('only the ledger is read');
};
const gateway: PaymentGateway = {
  mayCharge: () => false,
  charge: refuse,
  findByKey: refuse,
  voidByKey: refuse,
  refund: refuse,
  findRefundByKey: refuse,
  ledger,
};

const ctx: Ctx = {
  db,
  gateway,
  publisher: { publish: async () => {} },
  mailer: null,
  shopUrl: 'http://shop.invalid',
  clock: systemClock,
  newId: uuidv7,
  log: pino({ level: 'silent' }),
  timeScale: 1,
  actor: 'bench',
};

try {
  await fillBooks();
  let peak = 0;
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss());
  }, 50);
  const before = process.memoryUsage.rss();
  const startedAt = performance.now();
  const { complete, ...counts } = await reconcile(ctx);
  const seconds = (performance.now() - startedAt) / 1_000;
  clearInterval(watch);
  const megabytes = (bytes: number) => Math.round(bytes / 2 ** 20);
  console.table({
    ...counts,
    'lines per page': PAGE,
    seconds: Math.round(seconds),
    'lines/s': Math.round(counts.lines / seconds),
    'MB before': megabytes(before),
    'MB at most': megabytes(peak),
  });
} finally {
  await close();
  await server.stop();
  await removeEmbeddedPostgres(dataDir);
}
