/*
 * Compares the shop's books with the payment provider's ledger and names every difference:
 *
 *   npm run reconcile                                             from where the last run stopped
 *   npm run reconcile -- --from 2026-11-01T00:00:00Z --to 2026-11-02T00:00:00Z    a part of it again
 *
 * Ends with 0 when no case is open, 1 when cases are open, 2 when the arguments are wrong or the comparison could not
 * be finished.
 */
import { fileURLToPath } from 'node:url';
import { composeApp } from '#server/compose.ts';
import { eachOpenCase } from '#server/ledger/list-cases.ts';
import { reconcile } from '#server/ledger/reconcile.ts';
import { parseSpan } from './reconcile-arguments.ts';
import { adoptShopEnvironment } from './shop-environment.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

try {
  process.exit(await main());
} catch (error) {
  console.error(`reconcile: ${error instanceof Error ? error.message : error}`);
  process.exit(2);
}

async function main(): Promise<number> {
  const span = parseSpan(process.argv.slice(2));
  await adoptShopEnvironment(root);

  const ctx = { ...composeApp().ctx, actor: 'admin' };
  const { complete, ...counts } = await reconcile(ctx, span);
  console.table(counts);

  let open = 0;
  for await (const { kind, subject, orderId, openedAt, details } of eachOpenCase(ctx)) {
    open++;
    console.log(`${kind}  ${subject}  order ${orderId ?? '-'}  since ${openedAt.toISOString()}`);
    console.log(`  ${JSON.stringify(details)}`);
  }
  console.log(open === 0 ? 'No case is open.' : `${open} open.`);
  if (complete) return open === 0 ? 0 : 1;
  console.error('reconcile: the provider could not be read to the end of its ledger; run it again later');
  return 2;
}
