import ky from 'ky';
import { CURRENCY } from '../../kernel/money.ts';
import type { PaymentGateway, ProviderAnswer } from './port.ts';
import {
  readChargeAnswer,
  readLedgerAnswer,
  readRefundAnswer,
  readStatusAnswer,
  readVoidAnswer,
  type WireAnswer,
} from './wire.ts';

/** How long we wait for a charge before its outcome counts as unknown, in ms: our own choice (issue: 5 s). */
const CHARGE_TIMEOUT_MS = 5_000;
/** How long we wait for a question or a void, in ms; both may be asked again. */
const QUESTION_TIMEOUT_MS = 5_000;
/** How long a page of the ledger may take, in ms: a read of many lines, in the background. */
const LEDGER_TIMEOUT_MS = 30_000;
/** Lines of the ledger in one answer: the most that the provider allows. */
const LEDGER_PAGE_LINES = 1_000;

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

  /** One call: what came, or what the silence means. */
  async function exchange(
    timeoutMs: number,
    send: (limits: CallLimits) => Promise<Response>,
  ): Promise<Exchange> {
    try {
      // The signal also ends a body that trickles in for ever, which ky's own limits do not cover.
      const signal = AbortSignal.timeout(timeoutMs);
      const response = await send({ timeout: timeoutMs, totalTimeout: timeoutMs, signal });
      return { kind: 'answer', wire: { status: response.status, body: await response.text() } };
    } catch (error) {
      return { kind: 'silence', news: readFailure(error) };
    }
  }

  return {
    mayCharge: () => true,
    async charge({ key, merchantOrderId, amount, paymentToken }) {
      const json = {
        merchant_order_id: merchantOrderId,
        amount_minor: amount,
        currency: CURRENCY,
        token: paymentToken,
      };
      const result = await exchange(CHARGE_TIMEOUT_MS / timeScale, (limits) =>
        api.post('v1/payments', { ...limits, headers: { 'idempotency-key': key }, json }),
      );
      return result.kind === 'answer' ? readChargeAnswer(key, result.wire) : result.news;
    },
    async findByKey(key) {
      const result = await exchange(QUESTION_TIMEOUT_MS, (limits) =>
        api.get(`v1/payments/by-key/${encodeURIComponent(key)}`, limits),
      );
      return result.kind === 'answer' ? readStatusAnswer(key, result.wire) : result.news;
    },
    async voidByKey(key) {
      const result = await exchange(QUESTION_TIMEOUT_MS, (limits) =>
        api.post(`v1/payments/by-key/${encodeURIComponent(key)}/void`, limits),
      );
      return result.kind === 'answer' ? readVoidAnswer(key, result.wire) : result.news;
    },
    async refund({ key, paymentId, amount }) {
      const result = await exchange(CHARGE_TIMEOUT_MS, (limits) =>
        api.post(`v1/payments/${encodeURIComponent(paymentId)}/refunds`, {
          ...limits,
          headers: { 'idempotency-key': key },
          json: { amount_minor: amount },
        }),
      );
      return result.kind === 'answer' ? readRefundAnswer(key, result.wire) : result.news;
    },
    async findRefundByKey(key) {
      const result = await exchange(QUESTION_TIMEOUT_MS, (limits) =>
        api.get(`v1/refunds/by-key/${encodeURIComponent(key)}`, limits),
      );
      return result.kind === 'answer' ? readRefundAnswer(key, result.wire) : result.news;
    },
    async ledger({ from, to, cursor }) {
      const searchParams = {
        limit: LEDGER_PAGE_LINES,
        ...(from && { from: from.toISOString() }),
        ...(to && { to: to.toISOString() }),
        ...(cursor && { cursor }),
      };
      const result = await exchange(LEDGER_TIMEOUT_MS, (limits) =>
        api.get('v1/ledger', { ...limits, searchParams }),
      );
      if (result.kind === 'answer') return readLedgerAnswer(result.wire);
      return { kind: 'unavailable', detail: result.news.detail };
    },
  };
}

type CallLimits = { timeout: number; totalTimeout: number; signal: AbortSignal };
/** What no answer says: the same for every call, because nothing is known of either. */
type Silence = ProviderAnswer & { kind: 'not_sent' | 'unknown' };
type Exchange = { kind: 'answer'; wire: WireAnswer } | { kind: 'silence'; news: Silence };

/**
 * A call without a readable answer. Only a refused connection proves that no byte was written; every
 * other failure leaves the outcome open.
 */
function readFailure(error: unknown): Silence {
  const names = chainOfNames(error);
  const silent = { requestId: null, rawBody: null };
  if (names.includes('ECONNREFUSED')) return { kind: 'not_sent', detail: 'refused', ...silent };
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
