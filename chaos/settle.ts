import { setTimeout as delay } from 'node:timers/promises';
import type { World } from './world.ts';

/** Once the provider posts a ledger line, at the latest: `hostile` is up to an hour late (gateway/README.md). */
const LATEST_LINE_MS = 3_600_000;
const LOOK_EVERY_MS = 500;
const SAY_EVERY_MS = 10_000;

/**
 * How long everything may take to settle, in ms: four minutes for the work itself, and three of the shop's hours,
 * because what several lost answers in a row have kept open is looked at hourly.
 */
export function patienceMs(scale: number): number {
  return 240_000 + (3 * 3_600_000) / scale;
}

/** Who waits: told now and then what is still open. */
export type Watcher = { signal: AbortSignal; say(line: string): void };

/**
 * Waits until nothing will change any more: every attempt and refund ended or in review, every owed event sent, the
 * provider at rest, its whole ledger read and compared. Returns what was still open at the deadline, which is
 * nothing when all went well; a run that is stuck is the judge's business, not an exception.
 */
export async function waitUntilSettled(
  world: World,
  scale: number,
  deadline: number,
  watcher: Watcher,
): Promise<string[]> {
  const open = await waitFor(() => findUnsettled(world), deadline, watcher);
  if (open.length > 0) return open;
  return waitFor(
    async () => {
      await reconcile(world);
      const moving = await findUnsettled(world);
      if (moving.length > 0) return moving;
      const unread = await findUnread(world);
      // Nobody need wait for lines that are merely late: the provider's clock jumps over the longest delay.
      if (unread.length > 0) await world.control.step(LATEST_LINE_MS / scale);
      return unread;
    },
    deadline,
    watcher,
  );
}

async function waitFor(
  findOpen: () => Promise<string[]>,
  deadline: number,
  { signal, say }: Watcher,
): Promise<string[]> {
  for (let sayAt = Date.now(); ; ) {
    signal.throwIfAborted();
    const open = await findOpen().catch((error: unknown) => [`cannot look: ${String(error)}`]);
    if (open.length === 0 || Date.now() > deadline) return open;
    if (Date.now() >= sayAt) {
      say(`open: ${open.join(', ')}`);
      sayAt = Date.now() + SAY_EVERY_MS;
    }
    await delay(LOOK_EVERY_MS, undefined, { signal });
  }
}

async function reconcile({ shopUrl }: World): Promise<void> {
  const answer = await fetch(`${shopUrl}/harness/reconcile`);
  if (!answer.ok) throw new Error(`reconcile answered ${answer.status}`);
}

async function findUnsettled({ sql, control }: World): Promise<string[]> {
  const rows = await sql<{ what: string; count: number }[]>`
    select 'attempts ' || status as what, count(*)::int from attempts
      where status in ('created', 'sending', 'pending', 'unknown', 'fencing') group by 1
    union all select 'refunds ' || status, count(*)::int from refunds
      where status not in ('succeeded', 'review') group by 1
    union all select 'orders placed', count(*)::int from orders o where status = 'placed' and not exists (
      select from attempts a where a.order_id = o.id and a.status = 'review') having count(*) > 0
    union all select 'events owed', count(*)::int from outbox where sent_at is null having count(*) > 0`;
  const { payments, refunds } = await control.truth();
  const moving = [...payments, ...refunds].filter(({ status }) => status === 'processing').length;
  return [
    ...rows.map(({ what, count }) => `${count} ${what}`),
    ...(moving > 0 ? [`${moving} at the provider`] : []),
  ];
}

/** Lines of the provider's ledger that we have not read, and charges too many whose refund has not begun. */
async function findUnread({ sql, control }: World): Promise<string[]> {
  const { ledger } = await control.truth();
  const [row] = await sql<{ lines: number; surplus: number }[]>`
    select (select count(*)::int from ledger_lines) as lines,
      (select count(*)::int from cases where status = 'open' and kind = 'double') as surplus`;
  const unread = ledger.length - (row?.lines ?? 0);
  return [
    ...(unread > 0 ? [`${unread} ledger lines`] : []),
    ...(row && row.surplus > 0 ? [`${row.surplus} charges too many`] : []),
  ];
}
