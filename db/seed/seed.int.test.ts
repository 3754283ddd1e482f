import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '#db/testing/test-database.ts';
import { connectDatabase } from '../client.ts';
import { books, stock } from '../schema/catalog.ts';
import { seedBooks } from './books.ts';
import { seedDatabase } from './seed.ts';
import { seedBookId } from './seed-book.ts';

let database: TestDatabase;
let connection: ReturnType<typeof connectDatabase>;

beforeEach(async () => {
  database = await createTestDatabase();
  connection = connectDatabase(database.url, 2);
});

afterEach(async () => {
  await connection.close();
  await database.drop();
});

test('every book arrives with its copies on the shelf', async () => {
  await seedDatabase(database.url);

  const rows = await connection.db
    .select({ slug: books.slug, received: stock.received, available: stock.available })
    .from(books)
    .innerJoin(stock, eq(stock.bookId, books.id));
  const bySlug = (a: { slug: string }, b: { slug: string }) => a.slug.localeCompare(b.slug);
  expect(rows.sort(bySlug)).toEqual(
    seedBooks.map((book) => ({ slug: book.slug, received: book.stock, available: book.stock })).sort(bySlug),
  );
});

test('seeding again adds nothing and keeps a changed price and stock', async () => {
  await seedDatabase(database.url);
  const id = seedBookId('azaleas');
  await connection.db.update(books).set({ salePrice: 9500 }).where(eq(books.id, id));
  await connection.db.update(stock).set({ available: 7 }).where(eq(stock.bookId, id));

  await seedDatabase(database.url);

  expect(await connection.db.$count(books)).toBe(seedBooks.length);
  expect(await connection.db.$count(stock)).toBe(seedBooks.length);
  const [azaleas] = await connection.db
    .select({ salePrice: books.salePrice, available: stock.available })
    .from(books)
    .innerJoin(stock, eq(stock.bookId, books.id))
    .where(eq(books.id, id));
  expect(azaleas).toEqual({ salePrice: 9500, available: 7 });
});

test('two starts at once leave one copy of the catalogue', async () => {
  await Promise.all([seedDatabase(database.url), seedDatabase(database.url)]);

  expect(await connection.db.$count(books)).toBe(seedBooks.length);
  expect(await connection.db.$count(stock)).toBe(seedBooks.length);
});
