/** `/_sim/*`: how a test or a person decides what the provider does and sees what it did. The shop never calls it. */
import { z } from 'zod';
import { webhookType } from './contract.ts';
import type { Call, Route } from './http.ts';
import { post } from './ledger.ts';
import { paymentByKey, paymentView } from './payment-rows.ts';
import { isoTime, type Provider } from './provider.ts';
import { type Reply, refuse, send } from './reply.ts';
import { settingsSchema } from './settings.ts';
import { listScripts, putScript, scriptSchema } from './steering.ts';
import { truth } from './truth.ts';
import { enqueue, enqueueAgain } from './webhooks.ts';

const settingsChange = settingsSchema.omit({ clockStepMs: true }).partial().strict();
const clockStep = z.strictObject({ ms: z.int().min(0) });

/** Any message, true or not. Members of the payment that are not given come from the key's payment or are made up. */
const webhookCommand = z.strictObject({
  type: webhookType.exclude(['refund.succeeded', 'refund.failed']),
  key: z.string().min(1),
  merchantOrderId: z.string().optional(),
  amountMinor: z.int().min(1).optional(),
  afterMs: z.number().min(0).default(0),
  forged: z.boolean().default(false),
  ageMs: z.int().min(0).default(0),
});

/** A line nobody's payment explains, or one more line for a payment that has its own. */
const ledgerCommand = z.strictObject({
  type: z.enum(['charge', 'refund', 'reversal']),
  key: z.string().min(1),
  paymentId: z.string().min(1),
  merchantOrderId: z.string().min(1),
  amountMinor: z.int().min(1),
  currency: z.string().length(3).default('KRW'),
  postedAfterMs: z.number().min(0).default(0),
});

/** @param onReset called after everything was forgotten, to drop calls that wait for what is gone */
export function controlRoutes(p: Provider, onReset: () => void): readonly Route[] {
  const { sql } = p.store;
  return [
    { method: 'GET', path: '/_sim/settings', run: () => ok(p.settings.read()) },
    {
      method: 'PUT',
      path: '/_sim/settings',
      run: (call) =>
        parsed(settingsChange, call, (changes) => {
          p.settings.change(changes);
          return ok(p.settings.read());
        }),
    },
    {
      method: 'POST',
      path: '/_sim/clock/step',
      run: (call) =>
        parsed(clockStep, call, ({ ms }) => {
          p.settings.change({ clockStepMs: p.settings.read().clockStepMs + ms });
          p.clock.rearm();
          return ok({ now: isoTime(p.clock.now()) });
        }),
    },
    { method: 'GET', path: '/_sim/scripts', run: () => ok({ scripts: listScripts(p.store) }) },
    {
      method: 'PUT',
      path: '/_sim/scripts',
      run: (call) =>
        parsed(scriptSchema, call, (script) => {
          putScript(p.store, script);
          return ok({});
        }),
    },
    {
      method: 'GET',
      path: '/_sim/truth',
      run: ({ query }) => ok(truth(p, query.get('merchant_order_id'))),
    },
    {
      method: 'GET',
      path: '/_sim/calls',
      run: ({ query }) => {
        const key = query.get('key');
        const calls = sql.all`
          SELECT lane, subject AS key, calls, draws FROM calls
          WHERE calls > 0 AND (${key} IS NULL OR subject = ${key})
          ORDER BY lane, subject`;
        return ok({ calls });
      },
    },
    {
      method: 'GET',
      path: '/_sim/webhooks',
      run: () => ok({ webhooks: sql.all`SELECT * FROM webhooks ORDER BY seq` }),
    },
    { method: 'POST', path: '/_sim/webhooks', run: (call) => parsed(webhookCommand, call, sendWebhook) },
    {
      method: 'POST',
      path: '/_sim/webhooks/:id/resend',
      run: ({ param }) =>
        enqueueAgain(p, param, 0) ? ok({}) : refuse(404, 'not_found', 'No message has this webhook-id.'),
    },
    { method: 'POST', path: '/_sim/ledger', run: (call) => parsed(ledgerCommand, call, postLine) },
    {
      method: 'POST',
      path: '/_sim/reset',
      run: () => {
        p.store.wipe();
        p.settings.reload();
        p.clock.rearm();
        onReset();
        return ok({});
      },
    },
  ];

  function sendWebhook(command: z.infer<typeof webhookCommand>): Reply {
    const row = paymentByKey(p, command.key);
    const view = row && paymentView(row);
    const at = isoTime(p.clock.now());
    const identity = {
      id: view?.id ?? 'pay_made_up',
      idempotency_key: command.key,
      created_at: view?.created_at ?? at,
      merchant_order_id: command.merchantOrderId ?? view?.merchant_order_id ?? 'order_made_up',
      amount_minor: command.amountMinor ?? view?.amount_minor ?? 1,
      currency: view?.currency ?? 'KRW',
      settled_at: at,
    };
    const payment = {
      'payment.paid': { ...identity, status: 'paid' as const, refunded_minor: 0 },
      'payment.declined': { ...identity, status: 'declined' as const, code: 'do_not_honor' },
      'payment.voided': { ...identity, status: 'voided' as const },
    }[command.type];
    const { type, key, afterMs, forged, ageMs } = command;
    const webhook_id = enqueue(p, { type, key, data: { payment } }, { afterMs, forged, ageMs });
    return ok({ webhook_id });
  }

  function postLine({ postedAfterMs, ...line }: z.infer<typeof ledgerCommand>): Reply {
    const occurredAt = p.clock.now();
    post(p, { ...line, refundId: null, occurredAt }, { kind: 'late', afterMs: postedAfterMs });
    return ok({});
  }
}

function ok(body: object): Reply {
  return send(() => ({ status: 200, body }));
}

function parsed<T>(schema: z.ZodType<T>, { body }: Call, run: (command: T) => Reply): Reply {
  const result = schema.safeParse(body);
  return result.success ? run(result.data) : refuse(400, 'invalid_request', z.prettifyError(result.error));
}
