import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sql } from 'drizzle-orm';
import { pino } from 'pino';
import { v7 as uuidv7 } from 'uuid';
import { connectDatabase } from '#db/client.ts';
import { removeEmbeddedPostgres, startEmbeddedPostgres } from '#db/embedded-postgres.ts';
import { migrateDatabase } from '#db/migrate.ts';
import { books, stock } from '#db/schema/catalog.ts';
import { findFreePort } from '#db/testing/free-port.ts';
import { BOOK_SORTS, type ListBooksInput } from '#server/catalog/contract.ts';
import { listBooks } from '#server/catalog/list-books.ts';
import { viewBook } from '#server/catalog/view-books.ts';
import { viewShelves, viewSimilar } from '#server/catalog/view-shelves.ts';
import type { Ctx } from '#server/context.ts';
import { systemClock } from '#server/kernel/clock.ts';
import { ScriptedGateway } from '#server/testing/scripted-gateway.ts';
import { makeUpBooks } from './catalogue-books.ts';

/*
 * What the catalogue's pages cost: `node bench/catalogue.bench.ts [books] [rounds]`, 100,000 and 20 unless told
 * otherwise (about two minutes). Made-up books in a PostgreSQL of its own with the settings of the shop; each call
 * is the whole verb, one at a time. Prints ms, asserts nothing.
 *
 * With 100,000 books, on two cores with a load of about 10 from other work, each part from the quieter of two runs at
 * raised priority, p50 and p95 in ms: most searches 2 to 23 and 3 to 57; one wrong jamo in a title 30 and 59; a common
 * word, mistyped, 40 and 51; what begins a word in 16,000 books 49 and 143, in 30,000 84 and 109. Lists of all books or of
 * a category 2 to 18 and 3 to 60, first page or last; of what is in stock 26 to 45 and 30 to 58, in a price range of a
 * category 11 to 18 and 17 to 95. The home page 29 and 38, a book 1 and 1, similar books 3 and 4.
 */

const [BOOKS = 100_000, ROUNDS = 20] = process.argv.slice(2).map(Number);
const BATCH = 1_000;

const quiet = () => {};
const dataDir = await mkdtemp(path.join(tmpdir(), 'bookstore-bench-'));
const server = await startEmbeddedPostgres({ dataDir, port: await findFreePort(), log: quiet, note: quiet });
await migrateDatabase(server.url);
const { db, close } = connectDatabase(server.url, 4);

const ctx: Ctx = {
  db,
  gateway: new ScriptedGateway(),
  publisher: { publish: async () => {} },
  mailer: null,
  shopUrl: 'http://shop.invalid',
  clock: systemClock,
  newId: uuidv7,
  log: pino({ level: 'silent' }),
  timeScale: 1,
  actor: 'bench',
};

async function fillShelves(): Promise<void> {
  const nextBook = makeUpBooks();
  for (let made = 0; made < BOOKS; made += BATCH) {
    const batch = Array.from({ length: Math.min(BATCH, BOOKS - made) }, nextBook);
    await db.insert(books).values(batch.map(({ book }) => book));
    await db
      .insert(stock)
      .values(batch.map(({ book, copies }) => ({ bookId: book.id, received: copies, available: copies })));
  }
  await db.execute(sql`vacuum analyze`);
}

const SEARCHES: Record<string, string> = {
  'a title': '어린 왕자',
  'a title without its space': '어린왕자',
  'a title with one wrong jamo': '어린 왕지',
  'a title typed in English': 'djfls dhkdwk',
  'a title in English': 'prejudice and prince',
  'a title with one wrong letter': 'prejudise and prince',
  'the beginning of a word': 'prejudic',
  'a common word': '왕자',
  'a common word, mistyped': '왕지',
  'an author': '제인 오스틴',
  'an author, mistyped': 'jane austin',
  'a surname, mistyped': '오스탄',
  'one syllable': '월',
  'a syllable that begins very many words': '이',
  'an article': 'the',
  'one letter': 'a',
  'an ISBN': '979-0-00-004711-0',
  'nothing that there is': '도스토예프스키',
  'eight words, all mistyped': 'prinse oushen montain nihgt litle forset shadov wintar',
};

async function measure(call: () => Promise<unknown>) {
  await call();
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const startedAt = performance.now();
    await call();
    times.push(performance.now() - startedAt);
  }
  times.sort((a, b) => a - b);
  const at = (share: number) => Number(times[Math.ceil(times.length * share) - 1]?.toFixed(1));
  return { p50: at(0.5), p95: at(0.95) };
}

async function measureList(input: ListBooksInput) {
  const { total } = await listBooks(ctx, input);
  return { ...(await measure(() => listBooks(ctx, input))), books: total };
}

type Row = { p50: number; p95: number; books?: number };

async function searches(): Promise<Record<string, Row>> {
  const rows: Record<string, Row> = {};
  for (const [name, q] of Object.entries(SEARCHES)) rows[name] = await measureList({ q });
  rows['a common word, cheapest first, on page 20'] = await measureList({
    q: '왕자',
    sort: 'price_low',
    page: 20,
  });
  rows['a common word in a category, in stock'] = await measureList({
    q: '왕자',
    category: 'poetry',
    inStock: true,
  });
  return rows;
}

async function lists(): Promise<Record<string, Row>> {
  const kinds: Record<string, ListBooksInput> = {
    'all books': {},
    'a category': { category: 'poetry' },
    'in stock': { inStock: true },
    'a category, in stock, 10,000 to 20,000 won': {
      category: 'poetry',
      inStock: true,
      minPrice: 10_000,
      maxPrice: 20_000,
    },
  };
  const rows: Record<string, Row> = {};
  for (const [kind, input] of Object.entries(kinds)) {
    for (const sort of BOOK_SORTS.filter((sort) => sort !== 'relevance')) {
      rows[`${kind}, ${sort}, first page`] = await measureList({ ...input, sort });
      const { pages: page } = await listBooks(ctx, { ...input, sort });
      rows[`${kind}, ${sort}, last page`] = await measureList({ ...input, sort, page });
    }
  }
  return rows;
}

try {
  const startedAt = performance.now();
  await fillShelves();
  console.log(`${BOOKS} books in ${Math.round((performance.now() - startedAt) / 1_000)} s`);
  console.table(await searches());
  console.table(await lists());
  console.table({
    'home page': await measure(() => viewShelves(ctx)),
    'a book': await measure(() => viewBook(ctx, 'book-4711')),
    'similar books': await measure(() => viewSimilar(ctx, 'book-4711')),
  });
} finally {
  await close();
  await server.stop();
  await removeEmbeddedPostgres(dataDir);
}
