import { randomUUID } from 'node:crypto';
import postgres from 'postgres';
import { inject } from 'vitest';

/** The migrated database that every test database is a copy of. */
export const TEMPLATE_DATABASE = 'bookstore_template';

/** SQLSTATE of a database that somebody is connected to (object_in_use). */
const IN_USE = '55006';

export interface TestDatabase {
  /** Connection URL of this database. */
  url: string;
  /** Ends all connections to the database and deletes it. */
  drop(): Promise<void>;
}

/**
 * A fresh, migrated, empty database of its own (about 30 ms). Any number of tests and workers may ask at the
 * same time. Works in tests of the project `integration` only.
 */
export async function createTestDatabase(): Promise<TestDatabase> {
  const clusterUrl = inject('testClusterUrl');
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await administer(
    clusterUrl,
    (admin) => admin`create database ${admin(name)} template ${admin(TEMPLATE_DATABASE)}`,
  );
  const url = new URL(clusterUrl);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    drop: () => administer(clusterUrl, (admin) => dropDatabase(admin, name)),
  };
}

/**
 * PostgreSQL waits up to 5 s for connections that are just ending. To cut those off would reach their clients as an
 * error that nobody listens for any more, so force is for what is still connected after that.
 */
async function dropDatabase(admin: postgres.Sql, name: string): Promise<void> {
  try {
    await admin`drop database if exists ${admin(name)}`;
  } catch (error) {
    if (!(error instanceof postgres.PostgresError && error.code === IN_USE)) throw error;
    await admin`drop database if exists ${admin(name)} with (force)`;
  }
}

async function administer(
  clusterUrl: string,
  statement: (admin: postgres.Sql) => Promise<unknown>,
): Promise<void> {
  const admin = postgres(clusterUrl, { max: 1, onnotice: () => {} });
  try {
    await statement(admin);
  } finally {
    await admin.end();
  }
}
