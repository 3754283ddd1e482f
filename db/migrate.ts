import { fileURLToPath } from 'node:url';
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate } from 'drizzle-orm/postgres-js/migrator';
import postgres from 'postgres';

/**
 * Brings a database to the newest migration and returns when it is there. Safe to run any number of
 * times; throws the database's own error when a migration cannot be applied (nothing is half applied:
 * all pending migrations share one transaction).
 */
export async function migrateDatabase(url: string): Promise<void> {
  // Two starts at once must not both migrate: the lock queues the second behind the first.
  const client = postgres(url, { max: 1, onnotice: () => {} });
  try {
    await client`select pg_advisory_lock(hashtext('bookstore-migrate'))`;
    await migrate(drizzle(client), {
      migrationsFolder: fileURLToPath(new URL('./migrations', import.meta.url)),
    });
  } finally {
    await client.end();
  }
}
