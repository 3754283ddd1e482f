/**
 * The application's clock, for what people see and for order numbers. Leases and deadlines do not use
 * it: they are read from Postgres `now()`, so that two machines with different clocks agree.
 */
export type Clock = { now(): Date };

export const systemClock: Clock = { now: () => new Date() };
