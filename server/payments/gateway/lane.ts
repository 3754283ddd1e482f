import {
  BulkheadRejectedError,
  bulkhead,
  CircuitState,
  ConsecutiveBreaker,
  circuitBreaker,
  handleWhenResult,
} from 'cockatiel';
import type { ProviderAnswer } from './port.ts';

/**
 * Failures in a row after which a lane is shut. Only those count whose call began after the provider was last
 * heard, because answers do not come back in the order of their calls: of 200 charges sent at once the slow
 * third ends last, as 66 time-outs in a row from a provider that is well. Counted like this, the calls of the
 * provider's normal mix fail independently of each other with p = 0.33 / 3 (ambiguous 500) + 0.33 (time-out)
 * = 0.44, and 0.44 ^ 25 = 1.2e-9: a lane is shut by mistake less than once in 800 million charges. In an
 * outage every call fails, so the 25th that was sent into it shuts the lane.
 */
const FAILURES_TO_SHUT = 25;
/** How long a shut lane waits before one call tries whether the provider is back, in ms: two charge time-outs. */
const PROBE_AFTER_MS = 10_000;

/** An answer as far as a lane looks at it. */
type Answer = ProviderAnswer & { kind: string };
type NotSent = ProviderAnswer & { kind: 'not_sent' };
export type LaneState = 'open' | 'closed';

export type Lane = {
  /** Makes the call, or answers `not_sent` (`breaker_open` or `busy`) without making it. */
  run<News extends Answer>(call: () => Promise<News>): Promise<News | NotSent>;
  /** Whether the breaker would let a call through: it is closed, or a probe is due. */
  isPassable(): boolean;
};

export type LaneOptions = {
  /** Calls under way at once; as many again may wait, hence for about one time-out at most. */
  limit: number;
  /** Divides the wait before a probe; 1 outside tests. */
  timeScale: number;
  /** Told when the breaker opens and when it closes; probes that fail in between are no news. */
  onChange(state: LaneState): void;
};

/** One kind of call with its own concurrency limit and breaker, so that no other kind can use up its room. */
export function createLane({ limit, timeScale, onChange }: LaneOptions): Lane {
  const probeAfterMs = PROBE_AFTER_MS / timeScale;
  const queue = bulkhead(limit, limit);
  const breaker = circuitBreaker(
    handleWhenResult((verdict) => verdict === 'away'),
    {
      breaker: new ConsecutiveBreaker(FAILURES_TO_SHUT),
      halfOpenAfter: probeAfterMs,
    },
  );
  /** How often the provider was heard: a call that saw this move knows that its own silence is no sign. */
  let heard = 0;
  let openedAt: number | null = null;
  breaker.onBreak(() => {
    if (openedAt === null) onChange('open');
    openedAt = Date.now();
  });
  breaker.onReset(() => {
    openedAt = null;
    onChange('closed');
  });

  function isPassable(): boolean {
    // While the probe is under way the others do not wait for it.
    if (breaker.state === CircuitState.HalfOpen) return false;
    return openedAt === null || Date.now() - openedAt >= probeAfterMs;
  }

  async function judge(answer: Promise<Answer>, heardBefore: number): Promise<'there' | 'away'> {
    if (!isAway(await answer)) {
      heard += 1;
      return 'there';
    }
    // What is thrown counts for nothing while the breaker is closed, and as a sign of life for a probe.
    if (heard !== heardBefore) throw new Overtaken();
    return 'away';
  }

  async function guard<News extends Answer>(call: () => Promise<News>): Promise<News | NotSent> {
    if (!isPassable()) return notSent('breaker_open');
    const answer = call();
    const heardBefore = heard;
    try {
      await breaker.execute(() => judge(answer, heardBefore));
    } catch (error) {
      if (!(error instanceof Overtaken)) throw error;
    }
    return answer;
  }

  return {
    isPassable,
    async run(call) {
      try {
        return await queue.execute(() => guard(call));
      } catch (error) {
        if (error instanceof BulkheadRejectedError) return notSent('busy');
        throw error;
      }
    },
  };
}

/** A failure of a call that began before the provider was last heard. */
class Overtaken extends Error {}

/** Whether an answer shows that the provider is not there. A refusal, a 404 or a riddle shows that it is. */
function isAway({ kind, detail }: Answer): boolean {
  return kind === 'not_sent' || (kind === 'unknown' && /^(timeout|reset|no_answer|http_5)/.test(detail));
}

function notSent(detail: 'breaker_open' | 'busy'): NotSent {
  return { kind: 'not_sent', detail, requestId: null, rawBody: null };
}
