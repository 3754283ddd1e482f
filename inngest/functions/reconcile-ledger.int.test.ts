import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { cases, ledgerLines } from '#db/schema/ledger.ts';
import { fakeLedger } from '#server/ledger/testing/fake-ledger.ts';
import type { LedgerLine, PaymentGateway } from '#server/payments/gateway/port.ts';
import { ScriptedGateway } from '#server/testing/scripted-gateway.ts';
import { openTestShop, type TestShop } from '#server/testing/test-shop.ts';
import { inngest } from '../client.ts';
import { createDrive, type Drive } from '../embedded/testing/drive.ts';
import { reconcileLedger } from './reconcile-ledger.ts';

const wired = vi.hoisted((): { app?: unknown } => ({}));
vi.mock('#server/compose.ts', () => ({ composeApp: () => wired.app }));

const FIVE_MINUTES_MS = 300_000;
let shop: TestShop;
let drive: Drive;
beforeAll(async () => {
  shop = await openTestShop();
  wired.app = { ctx: shop.ctx };
  drive = await createDrive({
    client: inngest,
    functions: [reconcileLedger],
    databaseUrl: shop.databaseUrl,
  });
});
afterAll(async () => {
  await drive.stop();
  await shop.close();
});

function serve(answer: PaymentGateway['ledger']): void {
  shop.ctx.gateway = Object.assign(new ScriptedGateway(), { ledger: answer });
}

test('reads what was posted every five minutes, also when a step crashed or the provider was away', async () => {
  const lines: LedgerLine[] = Array.from({ length: 5 }, (_, n) => ({
    id: `line_${n}`,
    type: 'charge',
    paymentId: `pay_${n}`,
    key: `ghost_${n}`,
    merchantOrderId: 'nobody',
    amount: 5,
    currency: 'KRW',
    postedAt: new Date('2026-11-22T00:00:00Z'),
  }));
  const whole = fakeLedger(lines, 2);
  let reads = 0;
  serve(async (query) => {
    if (++reads === 2) throw new Error('the step dies');
    return whole(query);
  });
  await drive.advance(FIVE_MINUTES_MS + 60_000);
  expect(await shop.db.$count(ledgerLines)).toBe(5);
  expect(await shop.db.$count(cases)).toBe(5);

  const [last] = lines;
  if (last) lines.push({ ...last, id: 'line_5', paymentId: 'pay_5', key: 'ghost_5' });
  serve(async () => ({ kind: 'unavailable', detail: 'http_503' }));
  await drive.advance(FIVE_MINUTES_MS);
  expect(await shop.db.$count(ledgerLines)).toBe(5);

  serve(whole);
  await drive.advance(FIVE_MINUTES_MS);
  expect(await shop.db.$count(cases)).toBe(6);
});
