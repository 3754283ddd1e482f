import type { AppEvent } from './contract.ts';

/** Hands events to the workflow engine. Rejects unless the engine has durably accepted all of them. */
export type EventPublisher = { publish(events: readonly AppEvent[]): Promise<void> };
