import { z } from 'zod';
import {
  type Failure,
  failureSchema,
  type Memo,
  type Op,
  opSchema,
  type RawFunction,
  type StoredEvent,
  syncAnswerSchema,
} from './protocol.ts';
import { canonicalJson, isSignedText, signText } from './signature.ts';

/** How the SDK's endpoint answered one call of a function. */
export type Answer =
  | { kind: 'ops'; ops: Op[]; retryAfter: string | null }
  | { kind: 'returned'; data: unknown }
  | { kind: 'threw'; error: Failure; mayRetry: boolean; retryAfter: string | null }
  | { kind: 'unreachable'; reason: string };

interface Call {
  functionId: string;
  /** `step` lets the SDK discover what comes next; a step's hashed id runs that step. */
  stepId: string;
  runId: string;
  event: StoredEvent;
  memos: Record<string, Memo>;
  /** Hashed ids in the order in which the steps finished. */
  finished: string[];
  /** Zero-based. */
  attempt: number;
  maxAttempts: number;
  /** Asks the SDK to report a newly found step instead of running it in the same call. */
  planOnly: boolean;
}

export interface ServeClient {
  /** Asks which functions there are. Throws when the endpoint is not there or does not answer as it should. */
  sync(): Promise<RawFunction[]>;
  /** Never throws: what goes wrong on the way is an answer of its own. */
  call(call: Call): Promise<Answer>;
}

interface ServeClientOptions {
  /** The shop's endpoint, such as http://127.0.0.1:3000/api/inngest. */
  serveUrl: string;
  signingKey: string;
  /** Ends calls that are still running. */
  signal: AbortSignal;
  fetch: (url: string, init: RequestInit) => Promise<Response>;
}

// The execution protocol of SDK 4 with coalesced parallel steps.
const PROTOCOL_VERSION = 2;

// Steps are short: the longest the shop makes gives up after seconds. Without a limit, a step that hangs
// would hold its run for ever.
const CALL_TIMEOUT_MS = 120_000;

/** Speaks the SDK's HTTP protocol with one endpoint, signed both ways. */
export function createServeClient({ serveUrl, signingKey, signal, fetch }: ServeClientOptions): ServeClient {
  async function request(method: 'PUT' | 'POST', url: URL, body: unknown): Promise<SignedAnswer> {
    const text = canonicalJson(body);
    const response = await fetch(url.href, {
      method,
      body: text,
      headers: {
        'content-type': 'application/json',
        'x-inngest-server-kind': 'cloud',
        'x-inngest-sync-kind': 'in_band',
        'x-inngest-signature': signText(text, signingKey),
      },
      signal: AbortSignal.any([signal, AbortSignal.timeout(CALL_TIMEOUT_MS)]),
    });
    const answer = await response.text();
    if (response.status === 401)
      throw new Error('the endpoint refuses the signature: is its key another one?');
    if (!isSignedText(answer, signingKey, response.headers.get('x-inngest-signature'))) {
      throw new Error(`status ${response.status} without a valid signature: not the SDK's answer`);
    }
    return { status: response.status, headers: response.headers, body: JSON.parse(answer) };
  }

  return {
    async sync() {
      const answer = await request('PUT', new URL(serveUrl), { url: serveUrl });
      if (answer.status !== 200) throw new Error(`sync was answered with status ${answer.status}`);
      return syncAnswerSchema.parse(answer.body).functions;
    },
    async call(call) {
      const url = new URL(serveUrl);
      url.searchParams.set('fnId', call.functionId);
      url.searchParams.set('stepId', call.stepId);
      try {
        return understand(await request('POST', url, executeBody(call)));
      } catch (error) {
        return { kind: 'unreachable', reason: reasonOf(error) };
      }
    },
  };
}

interface SignedAnswer {
  status: number;
  headers: Headers;
  body: unknown;
}

function executeBody(call: Call) {
  return {
    version: PROTOCOL_VERSION,
    event: call.event,
    events: [call.event],
    steps: call.memos,
    use_api: false,
    // No fn_id and no qi_id: with them the SDK would report steps to an API that is not here, and lose
    // about two seconds with each.
    ctx: {
      run_id: call.runId,
      step_id: call.stepId,
      env: '',
      attempt: call.attempt,
      max_attempts: call.maxAttempts,
      disable_immediate_execution: call.planOnly,
      use_api: false,
      stack: { stack: call.finished, current: call.finished.length },
    },
  };
}

function understand({ status, headers, body }: SignedAnswer): Answer {
  const version = headers.get('x-inngest-req-version');
  const noRetry = headers.get('x-inngest-no-retry');
  const retryAfter = headers.get('retry-after');
  if (status === 206 || status === 200) {
    if (version !== String(PROTOCOL_VERSION)) {
      const message = `execution version ${version} (optimizeParallelism: false) is not supported`;
      return { kind: 'threw', error: { name: 'UnsupportedError', message }, mayRetry: false, retryAfter };
    }
    if (status === 200) return { kind: 'returned', data: body };
    return { kind: 'ops', ops: z.array(opSchema).parse(body), retryAfter };
  }
  // The SDK sets this header when the function itself threw, not when the SDK could not run it.
  if (noRetry === null) return { kind: 'unreachable', reason: `status ${status}: ${JSON.stringify(body)}` };
  return { kind: 'threw', error: failureSchema.parse(body), mayRetry: noRetry !== 'true', retryAfter };
}

/** The message of an error, with that of its cause: fetch says only "fetch failed" itself. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message}: ${reasonOf(error.cause)}` : error.message;
}
