/** The provider's clock: real time plus a step, with every duration divided by a scale so that tests need not wait. */

/** Longest delay setTimeout takes; longer waits are cut into pieces. */
const MAX_TIMEOUT_MS = 2 ** 31 - 1;

export interface ClockSettings {
  /** Divides every provider duration; 1 is real time. */
  clockScale: number;
  /** Milliseconds the provider is ahead of real time. */
  clockStepMs: number;
}

export interface Clock {
  /** Milliseconds since 1970 as the provider sees them. */
  now(): number;
  /** The moment that lies `durationMs` provider milliseconds ahead; fixed once computed, whatever the scale becomes. */
  after(durationMs: number): number;
  /** Runs once the moment is there, also when a step makes it so. Returns how to cancel. */
  at(moment: number, run: () => void): () => void;
  /** To be called after the settings changed. */
  rearm(): void;
  stop(): void;
}

export function createClock(settings: () => ClockSettings): Clock {
  const alarms = new Map<{ moment: number; run: () => void }, NodeJS.Timeout>();
  const now = () => Date.now() + settings().clockStepMs;

  function arm(alarm: { moment: number; run: () => void }): void {
    const delay = Math.min(Math.max(alarm.moment - now(), 0), MAX_TIMEOUT_MS);
    const timer = setTimeout(() => {
      // Timers may fire a millisecond early, and long waits come in pieces.
      if (alarm.moment > now()) return arm(alarm);
      alarms.delete(alarm);
      alarm.run();
    }, delay);
    alarms.set(alarm, timer);
  }

  function cancel(alarm: { moment: number; run: () => void }): void {
    clearTimeout(alarms.get(alarm));
    alarms.delete(alarm);
  }

  return {
    now,
    after: (durationMs) => now() + Math.round(durationMs / settings().clockScale),
    at(moment, run) {
      const alarm = { moment, run };
      arm(alarm);
      return () => cancel(alarm);
    },
    rearm() {
      for (const [alarm, timer] of [...alarms]) {
        clearTimeout(timer);
        arm(alarm);
      }
    },
    stop() {
      for (const alarm of [...alarms.keys()]) cancel(alarm);
    },
  };
}
