import ky from 'ky';
import { CURRENCY } from '../../kernel/money.ts';
import type { PaymentGateway, PaymentNews } from './port.ts';
import { readChargeAnswer, readStatusAnswer, readVoidAnswer, type WireAnswer } from './wire.ts';

/** How long we wait for a charge before its outcome counts as unknown, in ms: our own choice (issue: 5 s). */
const CHARGE_TIMEOUT_MS = 5_000;
/** How long we wait for a question or a void, in ms; both may be asked again. */
const QUESTION_TIMEOUT_MS = 5_000;

export type GatewayConfig = {
  baseUrl: string;
  apiKey: string;
  /** Divides the charge's time-out in tests that run a fast provider clock; 1 is real time. */
  timeScale: number;
};

/** The payment provider over HTTP. */
export function createHttpGateway({ baseUrl, apiKey, timeScale }: GatewayConfig): PaymentGateway {
  const api = ky.create({
    prefix: baseUrl,
    headers: { authorization: `Bearer ${apiKey}` },
    throwHttpErrors: false,
    // Repeating a call is a business decision with a row behind it, never the transport's.
    retry: 0,
  });

  async function exchange(
    key: string,
    read: (key: string, wire: WireAnswer) => PaymentNews,
    timeoutMs: number,
    send: (limits: { timeout: number; totalTimeout: number; signal: AbortSignal }) => Promise<Response>,
  ): Promise<PaymentNews> {
    try {
      // The signal also ends a body that trickles in for ever, which ky's own limits do not cover.
      const signal = AbortSignal.timeout(timeoutMs);
      const response = await send({ timeout: timeoutMs, totalTimeout: timeoutMs, signal });
      return read(key, { status: response.status, body: await response.text() });
    } catch (error) {
      return readFailure(error);
    }
  }

  return {
    charge: ({ key, merchantOrderId, amount, paymentToken }) =>
      exchange(key, readChargeAnswer, CHARGE_TIMEOUT_MS / timeScale, (limits) =>
        api.post('v1/payments', {
          ...limits,
          headers: { 'idempotency-key': key },
          json: {
            merchant_order_id: merchantOrderId,
            amount_minor: amount,
            currency: CURRENCY,
            token: paymentToken,
          },
        }),
      ),
    findByKey: (key) =>
      exchange(key, readStatusAnswer, QUESTION_TIMEOUT_MS, (limits) =>
        api.get(`v1/payments/by-key/${encodeURIComponent(key)}`, limits),
      ),
    voidByKey: (key) =>
      exchange(key, readVoidAnswer, QUESTION_TIMEOUT_MS, (limits) =>
        api.post(`v1/payments/by-key/${encodeURIComponent(key)}/void`, limits),
      ),
  };
}

/**
 * A call without a readable answer. Only a refused connection proves that no byte was written; every
 * other failure leaves the outcome open.
 */
function readFailure(error: unknown): PaymentNews {
  const names = chainOfNames(error);
  const silent = { requestId: null, rawBody: null };
  if (names.includes('ECONNREFUSED')) return { kind: 'not_processed', detail: 'refused', ...silent };
  if (names.includes('TimeoutError')) return { kind: 'unknown', detail: 'timeout', ...silent };
  return { kind: 'unknown', detail: names.includes('ECONNRESET') ? 'reset' : 'no_answer', ...silent };
}

/** Names and codes of an error and of its causes: fetch wraps the socket's error, ky wraps fetch's. */
function chainOfNames(error: unknown): string[] {
  const names: string[] = [];
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    names.push(cause.name);
    if ('code' in cause && typeof cause.code === 'string') names.push(cause.code);
  }
  return names;
}
