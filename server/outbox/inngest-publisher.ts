import { Inngest } from 'inngest';
import type { EventPublisher } from './publisher.ts';

/** Publishes to whichever engine the INNGEST_* variables name: the embedded one or a real Inngest. */
export function createInngestPublisher(): EventPublisher {
  const client = new Inngest({ id: 'bookstore' });
  return {
    async publish(events) {
      await client.send([...events]);
    },
  };
}
