import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

const RETRY_MS = 500;

export interface InstanceLock {
  release(): Promise<void>;
}

/**
 * Makes this the only engine on the database, for as long as the connection lives: PostgreSQL frees the
 * lock when the process dies. While another engine holds it, says so once and waits, until `signal`.
 * `onLost` is called when the connection breaks: from then on another engine may start, so this must end.
 */
export async function becomeOnlyInstance(
  databaseUrl: string,
  signal: AbortSignal,
  log: (line: string) => void,
  onLost: (error: Error) => void,
): Promise<InstanceLock> {
  const client = new pg.Client({ connectionString: databaseUrl, application_name: 'inngest-embedded lock' });
  await client.connect();
  let wasTold = false;
  try {
    while (!(await tryLock(client))) {
      if (!wasTold) log('another engine works on this database: waiting for it to end');
      wasTold = true;
      await sleep(RETRY_MS, undefined, { signal });
    }
  } catch (error) {
    await client.end();
    throw error;
  }
  client.on('error', onLost);
  return {
    async release() {
      client.off('error', onLost).on('error', () => {});
      await client.end();
    },
  };
}

async function tryLock(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ locked: boolean }>(
    `select pg_try_advisory_lock(hashtext('inngest-embedded')) as locked`,
  );
  return rows[0]?.locked === true;
}
