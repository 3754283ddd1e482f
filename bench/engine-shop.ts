import { createServer } from 'node:http';
import { Inngest } from 'inngest';
import { serve } from 'inngest/node';

/** A shop with nothing to do, as a process of its own: what is measured is the engine. */
const client = new Inngest({ id: 'bench', isDev: false, signingKey: process.argv[2] ?? '' });

const functions = [
  client.createFunction({ id: 'steps', retries: 0, triggers: [{ event: 'steps' }] }, async ({ step }) => {
    const moments: number[] = [];
    for (let n = 0; n < 20; n++) moments.push(await step.run(`step-${n}`, () => Date.now()));
    return moments;
  }),
  client.createFunction({ id: 'nap', retries: 0, triggers: [{ event: 'nap' }] }, async ({ step, event }) => {
    await step.sleep('nap', event.data.ms);
    return step.run('after', () => Date.now());
  }),
  client.createFunction({ id: 'later', retries: 0, triggers: [{ event: 'later' }] }, async ({ step }) =>
    step.run('only', () => Date.now()),
  ),
];

const server = createServer(serve({ client, functions })).listen(0, '127.0.0.1', () => {
  process.send?.(server.address());
});
process.once('disconnect', () => process.exit(0));
