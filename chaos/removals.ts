import type { InvariantName } from './invariants.ts';
import type { SourceEdit } from './source-edit.ts';

/** One guard, how to take it away, and the invariants of which at least one has to break without it. */
export type Removal = {
  guard: string;
  edits?: SourceEdit[];
  sql?: string[];
  breaks: InvariantName[];
};

export const REMOVALS: Removal[] = [
  {
    guard: 'one order per client key',
    sql: ['alter table orders drop constraint orders_buyer_client_key'],
    edits: [
      {
        file: 'server/orders/order-store.ts',
        find: '.onConflictDoNothing({ target: [orders.buyerId, orders.clientKey] })',
        replace: '',
      },
    ],
    breaks: ['I5'],
  },
  {
    guard: 'stock is taken only if it is there',
    sql: ['alter table stock drop constraint stock_available_not_negative'],
    edits: [
      {
        file: 'server/inventory/stock-store.ts',
        find: '.where(and(eq(stock.bookId, bookId), gte(stock.available, copies)))',
        replace: '.where(eq(stock.bookId, bookId))',
      },
    ],
    breaks: ['I3'],
  },
  {
    guard: 'stock stays held while unknown',
    edits: [
      {
        file: 'server/orders/settle-order.ts',
        find: "    case 'none':\n",
        replace:
          "    case 'none':\n      if (attemptMovedTo === 'unknown') await releaseHeldStock(tx, order.id);\n",
      },
    ],
    breaks: ['I4'],
  },
  {
    guard: 'a time-out is not a failure',
    edits: [
      {
        file: 'server/payments/gateway/http-gateway.ts',
        find: "return { kind: 'unknown', detail: 'timeout', ...silent };",
        replace: "return { kind: 'declined', code: 'timeout', detail: 'timeout', ...silent };",
      },
    ],
    breaks: ['I6'],
  },
  {
    guard: 'not found is no proof',
    edits: [
      {
        file: 'server/payments/gateway/wire.ts',
        find: "if (!answer || wire.status !== 200) return { kind: 'unknown', ...seen };",
        replace: "if (!answer || wire.status !== 200) return { kind: 'voided', ...seen };",
      },
    ],
    breaks: ['I6'],
  },
  {
    guard: 'a 5xx is not a failure',
    edits: [
      {
        file: 'server/payments/gateway/wire.ts',
        find: 'if (wire.status === 402 && answer.code)',
        replace: 'if ((wire.status === 402 || wire.status === 500) && answer.code)',
      },
    ],
    breaks: ['I6'],
  },
  {
    guard: 'no new key while unknown',
    edits: [
      {
        file: 'server/payments/look-again.ts',
        find: "    case 'check':\n      await checkAttempt(ctx, attempt);",
        replace: `    case 'check':
      await applyEvidence(ctx, attemptId, toEvidence('response', await ctx.gateway.charge({
        key: attempt.providerKey + ':again', merchantOrderId: attempt.orderId, amount: attempt.amount,
        paymentToken: 'tok_paid' })));`,
      },
    ],
    breaks: ['I2'],
  },
  {
    guard: 'paid dominates',
    sql: ["insert into legal_transitions values ('attempt', 'paid', 'declined')"],
    edits: [
      { file: 'server/payments/contract.ts', find: 'paid: [],', replace: "paid: ['declined']," },
      {
        file: 'server/payments/check-by-key.ts',
        find: "if (status === 'paid') return false;",
        replace: '',
      },
    ],
    breaks: ['I1', 'I10'],
  },
  {
    guard: 'a late success is refunded',
    edits: [
      {
        file: 'server/orders/settle-order.ts',
        find: "await startRefund(tx, ctx, facts, 'late_success');",
        replace: '',
      },
    ],
    breaks: ['I1'],
  },
  {
    guard: 'a cancel waits for the fence',
    edits: [
      {
        file: 'server/orders/rules.ts',
        find: "return order.cancelRequestedAt === null ? 'request' : 'nothing';",
        replace: "return 'cancel_now';",
      },
    ],
    breaks: ['I4', 'I6'],
  },
  {
    guard: 'the claim comes before the byte',
    edits: [
      {
        file: 'server/payments/charge-attempt.ts',
        find: 'const claimed = await claimSending(ctx, attemptId);',
        replace: 'const claimed = before.attempt;',
      },
      {
        file: 'server/payments/charge-attempt.ts',
        find: "await applyEvidence(ctx, attemptId, toEvidence('response', news));",
        replace:
          "await claimSending(ctx, attemptId);\n      await applyEvidence(ctx, attemptId, toEvidence('response', news));",
      },
    ],
    breaks: ['I6'],
  },
  {
    guard: 'evidence is applied under lock and version',
    edits: [
      {
        file: 'server/payments/attempt-store.ts',
        find: ".where(eq(orders.id, tx.select({ orderId: attempts.orderId }).from(attempts).where(eq(attempts.id, id))))\n    .for('update');",
        replace:
          '.where(eq(orders.id, tx.select({ orderId: attempts.orderId }).from(attempts).where(eq(attempts.id, id))));',
      },
      {
        file: 'server/payments/attempt-store.ts',
        find: ".where(eq(attempts.id, id))\n    .for('update');",
        replace: '.where(eq(attempts.id, id));',
      },
      {
        file: 'server/payments/attempt-store.ts',
        find: '.where(and(eq(attempts.id, attempt.id), eq(attempts.version, attempt.version)))',
        replace: '.where(eq(attempts.id, attempt.id))',
      },
    ],
    breaks: ['I8'],
  },
  {
    guard: 'a refund keeps its key',
    edits: [
      {
        file: 'server/refunds/advance-refund.ts',
        find: 'const news = await ctx.gateway.refund({ key, paymentId, amount });',
        replace:
          "const news = await ctx.gateway.refund({ key: claimed.sends === 0 ? key : key + ':' + claimed.sends, paymentId, amount });",
      },
    ],
    breaks: ['I7'],
  },
  {
    guard: 'a refund is at most the charge',
    sql: ['drop trigger refunds_at_most_the_charge on refunds'],
    breaks: ['I12'],
  },
  {
    guard: 'one refund per attempt',
    sql: ['drop index refunds_one_per_attempt'],
    breaks: ['I12'],
  },
  {
    guard: 'a cancelled payment is refunded',
    edits: [
      {
        file: 'server/orders/settle-order.ts',
        find: "await startRefund(tx, ctx, facts, 'cancel_requested');",
        replace: '',
      },
    ],
    breaks: ['I1'],
  },
  {
    guard: 'owed events are sent',
    edits: [
      {
        file: 'server/outbox/relay-outbox.ts',
        find: '  let sent = 0;\n',
        replace: '  let sent = 0;\n  if (sent === 0) return sent;\n',
      },
    ],
    breaks: ['I9'],
  },
  {
    guard: 'the sweeper finds lost events',
    edits: [
      {
        file: 'inngest/functions/sweep-attempts.ts',
        find: 'wakeOverdueAttempts(sweeperContext())',
        replace: 'Promise.resolve(0)',
      },
    ],
    breaks: ['I9'],
  },
  {
    guard: 'a surplus charge is refunded',
    edits: [
      {
        file: 'server/ledger/refund-surplus.ts',
        find: 'if (!(await lockOrderOfSurplus(tx, attemptId, paymentId))) return false;',
        replace: 'if (lockOrderOfSurplus) return false;',
      },
    ],
    breaks: ['I1', 'I2'],
  },
  {
    guard: 'a transition names its evidence',
    sql: ['alter table transitions alter column evidence_id drop not null'],
    edits: [
      {
        file: 'server/audit/record-transition.ts',
        find: '...cause, fromStatus',
        replace: '...cause, evidenceId: null, fromStatus',
      },
    ],
    breaks: ['I8'],
  },
  {
    guard: 'no transaction during a call',
    edits: [
      {
        file: 'server/payments/look-again.ts',
        find: 'await ctx.gateway.findByKey(attempt.providerKey);',
        replace: 'await ctx.db.transaction(() => ctx.gateway.findByKey(attempt.providerKey));',
      },
    ],
    breaks: ['I11'],
  },
  {
    guard: 'legal transitions only: attempts',
    sql: ['drop trigger attempts_legal_transition on attempts'],
    breaks: ['I12'],
  },
  {
    guard: 'legal transitions only: orders',
    sql: ['drop trigger orders_legal_transition on orders'],
    breaks: ['I12'],
  },
  {
    guard: 'legal transitions only: refunds',
    sql: ['drop trigger refunds_legal_transition on refunds'],
    breaks: ['I12'],
  },
  {
    guard: 'legal transitions only: reservations',
    sql: ['drop trigger reservations_legal_transition on reservations'],
    breaks: ['I12'],
  },
  {
    guard: 'one live attempt per order',
    sql: ['drop index attempts_one_live_per_order'],
    breaks: ['I12'],
  },
  {
    guard: 'evidence is for ever',
    sql: ['drop trigger evidence_append_only on evidence'],
    breaks: ['I12'],
  },
  {
    guard: 'transitions are for ever',
    sql: ['drop trigger transitions_append_only on transitions'],
    breaks: ['I12'],
  },
];
