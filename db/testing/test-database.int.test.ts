import postgres from 'postgres';
import { expect, test } from 'vitest';
import { createTestDatabase } from './test-database.ts';

test('databases created at the same time are separate, migrated, and gone after drop', async () => {
  const databases = await Promise.all(Array.from({ length: 8 }, () => createTestDatabase()));
  expect(new Set(databases.map(({ url }) => url)).size).toBe(8);

  const [first, second] = databases.map(({ url }) => postgres(url, { max: 1 }));
  if (first === undefined || second === undefined) throw new Error('eight were asked for');
  await first`create table only_here (id int)`;
  expect(await second`select to_regclass('only_here') as found`).toMatchObject([{ found: null }]);
  expect(await first`select count(*)::int as applied from drizzle.__drizzle_migrations`).toMatchObject([
    { applied: expect.any(Number) },
  ]);
  expect(
    await first`select datlocprovider as provider, pg_encoding_to_char(encoding) as encoding
                from pg_database where datname = current_database()`,
  ).toMatchObject([{ provider: 'b', encoding: 'UTF8' }]);
  await Promise.all([first.end(), second.end()]);

  await Promise.all(databases.map((database) => database.drop()));
  const { url } = databases[0] ?? { url: '' };
  await expect(postgres(url, { max: 1 })`select 1`).rejects.toMatchObject({ code: '3D000' });
});
