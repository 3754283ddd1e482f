import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createLane, type Lane } from './lane.ts';
import type { PaymentNews } from './port.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const seen = { requestId: null, rawBody: null };
const paid: PaymentNews = {
  kind: 'paid',
  paymentId: 'p',
  amount: 1,
  currency: 'KRW',
  detail: 'http_200',
  ...seen,
};
const unknown = (detail: string): PaymentNews => ({ kind: 'unknown', detail, ...seen });
const declined: PaymentNews = { kind: 'declined', code: 'lost_card', detail: 'http_402', ...seen };
const refused: PaymentNews = { kind: 'not_sent', detail: 'refused', ...seen };
const notProcessed: PaymentNews = { kind: 'not_processed', detail: 'http_503', ...seen };

function later<T>(ms: number, value: T): Promise<T> {
  return new Promise((resolve) => setTimeout(() => resolve(value), ms));
}

/** A repeatable stream of numbers in [0, 1) (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The provider's normal mix: 33 % fail within 20 ms (a third ambiguously), 33 % time out, 34 % are paid. */
function normalMix(random: () => number): () => Promise<PaymentNews> {
  return () => {
    const draw = random();
    if (draw < 0.33) return later(5_000, unknown('timeout'));
    const latencyMs = 5 + random() * 15;
    if (draw < 0.44) return later(latencyMs, unknown('http_500'));
    if (draw < 0.55) return later(latencyMs, notProcessed);
    if (draw < 0.66) return later(latencyMs, declined);
    return later(latencyMs, paid);
  };
}

function openLane(limit = 200) {
  const changes: string[] = [];
  const lane = createLane({ limit, timeScale: 1, onChange: (state) => changes.push(state) });
  return { lane, changes };
}

/** Calls one after the other until the lane is shut; returns how many the provider saw. */
async function callUntilShut(lane: Lane, call: () => Promise<PaymentNews>): Promise<number> {
  let calls = 0;
  for (; lane.isPassable() && calls < 1_000; calls++) {
    const answer = lane.run(call);
    await vi.advanceTimersByTimeAsync(5_000);
    await answer;
  }
  return calls;
}

describe('the provider’s normal mix', () => {
  test.each([
    ['one call at a time', 1, 0],
    ['a steady 100 a second', 1, 10],
    ['bursts of 200 in a moment, then silence until the slow ones have ended', 200, 31_000],
    ['bursts of 400, twice what may be under way at once', 400, 31_000],
  ])(
    'never shuts the lane in 25,000 calls: %s',
    async (_name, burst, gapMs) => {
      const { lane, changes } = openLane();
      const mix = normalMix(seeded(burst + gapMs));
      const answers = new Map<string, number>();
      const count = ({ detail }: PaymentNews) => void answers.set(detail, (answers.get(detail) ?? 0) + 1);
      const started: Promise<void>[] = [];
      for (let calls = 0; calls < 25_000; calls += burst) {
        const calling = Array.from({ length: burst }, () => lane.run(mix).then(count));
        started.push(...calling);
        if (gapMs > 0) await vi.advanceTimersByTimeAsync(gapMs);
        else await Promise.all([...calling, vi.advanceTimersByTimeAsync(5_000)]);
      }
      await vi.advanceTimersByTimeAsync(10_000);
      await Promise.all(started);
      expect(changes).toEqual([]);
      // The mix really was the mix, and nothing was turned away.
      expect((answers.get('timeout') ?? 0) / 25_000).toBeCloseTo(0.33, 1);
      expect(answers.get('breaker_open')).toBeUndefined();
      expect(answers.get('busy')).toBeUndefined();
    },
    120_000,
  );
});

describe('an outage', () => {
  test.each([
    ['every connection is refused', () => later(1, refused)],
    ['every call is answered 503 without a word on what happened', () => later(1, unknown('http_503'))],
    ['every call is answered by a proxy’s error page', () => later(1, unknown('http_502_unreadable'))],
    ['every connection is reset', () => later(1, unknown('reset'))],
    ['every call meets silence', () => later(5_000, unknown('timeout'))],
  ])('shuts the lane with the 25th call: %s', async (_name, call) => {
    const { lane, changes } = openLane();
    expect(await callUntilShut(lane, call)).toBe(25);
    expect(changes).toEqual(['open']);
    expect(await lane.run(call)).toEqual({ kind: 'not_sent', detail: 'breaker_open', ...seen });
  });

  test('shuts the lane under load too, once the calls from before it have ended', async () => {
    const { lane, changes } = openLane();
    const mix = normalMix(seeded(7));
    let away = false;
    const call = () => (away ? later(5_000, unknown('timeout')) : mix());
    for (let ms = 0; ms < 30_000; ms += 100) {
      away = ms >= 10_000;
      void lane.run(call);
      await vi.advanceTimersByTimeAsync(100);
      if (ms < 10_000) expect(changes).toEqual([]);
      // 25 calls of 10 a second and the 5 s of the last one.
      if (ms === 18_000) expect(changes).toEqual(['open']);
    }
  });

  test.each([
    ['declines', declined],
    ['"nothing happened"', notProcessed],
    ['pending', { kind: 'pending', detail: 'http_202', ...seen } as const],
    ['keys that are not found', unknown('http_404')],
    ['too many calls', unknown('http_429')],
    ['answers that nobody can read', unknown('http_200_unreadable')],
  ])('is not what a provider is in that answers nothing but %s', async (_name, news) => {
    const { lane, changes } = openLane();
    for (let calls = 0; calls < 100; calls++) await lane.run(async () => news);
    expect(changes).toEqual([]);
  });
});

describe('recovery', () => {
  async function shutLane() {
    const opened = openLane();
    while (opened.lane.isPassable()) await opened.lane.run(async () => refused);
    return opened;
  }

  test('after 10 s one call probes while all others are still turned away', async () => {
    const { lane } = await shutLane();
    await vi.advanceTimersByTimeAsync(9_999);
    expect(lane.isPassable()).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(lane.isPassable()).toBe(true);
    const probe = lane.run(() => later(100, paid));
    await vi.advanceTimersByTimeAsync(0);
    expect(lane.isPassable()).toBe(false);
    expect(await lane.run(async () => paid)).toMatchObject({ kind: 'not_sent', detail: 'breaker_open' });
    await vi.advanceTimersByTimeAsync(100);
    expect(await probe).toEqual(paid);
  });

  test('a probe that is answered lets everybody through again', async () => {
    const { lane, changes } = await shutLane();
    await vi.advanceTimersByTimeAsync(10_000);
    await lane.run(async () => declined);
    expect(lane.isPassable()).toBe(true);
    expect(changes).toEqual(['open', 'closed']);
  });

  test('a probe that fails keeps it shut for another 10 s, which is no news', async () => {
    const { lane, changes } = await shutLane();
    for (let probes = 0; probes < 360; probes++) {
      await vi.advanceTimersByTimeAsync(10_000);
      expect(await lane.run(async () => refused)).toEqual(refused);
      expect(lane.isPassable()).toBe(false);
    }
    expect(changes).toEqual(['open']);
  });
});

describe('the concurrency limit', () => {
  test('lets as many wait as may be under way, and turns the rest away without a call', async () => {
    const { lane } = openLane(2);
    let calls = 0;
    const answers = Array.from({ length: 5 }, () =>
      lane.run(() => {
        calls += 1;
        return later(1_000, paid);
      }),
    );
    await vi.advanceTimersByTimeAsync(0);
    expect(calls).toBe(2);
    await vi.advanceTimersByTimeAsync(2_000);
    expect((await Promise.all(answers)).map(({ detail }) => detail)).toEqual([
      ...Array(4).fill('http_200'),
      'busy',
    ]);
    expect(calls).toBe(4);
  });

  test('a call that breaks gives its place back and breaks for its caller only', async () => {
    const { lane, changes } = openLane(1);
    for (let calls = 0; calls < 100; calls++) {
      await expect(lane.run(() => Promise.reject(new Error('a bug')))).rejects.toThrow('a bug');
    }
    expect(await lane.run(async () => paid)).toEqual(paid);
    expect(changes).toEqual([]);
  });
});
