import { parseCronItem } from 'graphile-worker';
import { z } from 'zod';
import { compileCondition, compilePath } from './condition.ts';

/** An event as it is sent. Fields the SDK adds of its own are kept. */
export const eventSchema = z.looseObject({
  id: z.string().min(1).optional(),
  name: z.string().min(1),
  data: z.record(z.string(), z.unknown()).nullish(),
  /** Milliseconds since the epoch; in the future, it delays the start. */
  ts: z.number().optional(),
});

/** An event as it is stored and handed to functions. */
export type StoredEvent = z.infer<typeof eventSchema> & {
  id: string;
  data: Record<string, unknown>;
  ts: number;
};

const cron = z.string().refine((text) => {
  try {
    parseCronItem({ task: 'check', match: text });
    return true;
  } catch {
    return false;
  }
}, 'this cron expression is not supported (five fields, numbers, ranges, lists and */n, in UTC)');

function compiles(compile: (text: string) => unknown) {
  return z.string().superRefine((text, context) => {
    try {
      compile(text);
    } catch (error) {
      context.addIssue({
        code: 'custom',
        message: `not supported: ${error instanceof Error ? error.message : error}`,
      });
    }
  });
}

const trigger = z.strictObject({
  event: z.string().optional(),
  expression: compiles(compileCondition).optional(),
  cron: cron.optional(),
});

// A bare number and a list of one mean the same as one limit.
const concurrency = z.preprocess(
  (given) =>
    typeof given === 'number'
      ? { limit: given }
      : Array.isArray(given) && given.length === 1
        ? given[0]
        : given,
  z.strictObject({ limit: z.int().min(1), scope: z.literal('fn').optional() }),
);

// Strict on purpose: a setting that is not listed here is refused by its name, never ignored.
const configSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  triggers: z.array(trigger),
  steps: z.strictObject({
    step: z.strictObject({
      id: z.string(),
      name: z.string(),
      runtime: z.strictObject({ type: z.literal('http'), url: z.string() }),
      retries: z.strictObject({ attempts: z.int().min(0) }).optional(),
    }),
  }),
  concurrency: concurrency.optional(),
  idempotency: compiles(compilePath).optional(),
});

// What the SDK uses when a function does not say.
const DEFAULT_RETRIES = 3;

/** One function as this engine needs it. */
export const functionSchema = configSchema.transform((config) => ({
  id: config.id,
  events: config.triggers.flatMap(({ event, expression }) =>
    event === undefined
      ? []
      : [{ name: event, when: expression === undefined ? undefined : compileCondition(expression) }],
  ),
  crons: config.triggers.flatMap((trigger) => trigger.cron ?? []),
  maxAttempts: (config.steps.step.retries?.attempts ?? DEFAULT_RETRIES) + 1,
  /** How many of its runs may have a step running at the same time. */
  limit: config.concurrency?.limit,
  /** Reads the value that may start this function only once in 24 hours. */
  onceKey: config.idempotency === undefined ? undefined : compilePath(config.idempotency),
}));
export type FunctionConfig = z.infer<typeof functionSchema>;

/** The answer to a sync: only what is used of it. */
export const syncAnswerSchema = z.object({ functions: z.array(z.looseObject({ id: z.string() })) });
export type RawFunction = z.infer<typeof syncAnswerSchema>['functions'][number];

/** An error as JSON, in the shape the SDK makes and reads. */
export const failureSchema = z
  .looseObject({ name: z.string().optional(), message: z.string().optional(), error: z.unknown().optional() })
  .transform(({ name = 'Error', message, error, ...rest }) => ({
    ...rest,
    name,
    message: message ?? (typeof error === 'string' ? error : 'Unknown error'),
  }));
export type Failure = z.infer<typeof failureSchema>;

/** One thing the function asks for or reports; which fields matter depends on `op`. */
export const opSchema = z.object({
  id: z.string(),
  op: z.string(),
  name: z.string().nullish(),
  displayName: z.string().nullish(),
  data: z.unknown().optional(),
  error: failureSchema.optional(),
  opts: z
    .looseObject({
      duration: z.string().optional(),
      timeout: z.string().optional(),
      if: z.string().optional(),
      parallelMode: z.string().optional(),
      function_id: z.string().optional(),
      payload: z.looseObject({ data: z.record(z.string(), z.unknown()).nullish() }).optional(),
    })
    .nullish(),
});
export type Op = z.infer<typeof opSchema>;

/** What the SDK is told about a finished step; null when a sleep is over or a wait timed out. */
export type Memo = { data: unknown } | { error: Failure } | null;
