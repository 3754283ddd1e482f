import { randomUUID } from 'node:crypto';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { migrateDatabase } from './migrate.ts';
import { createTestDatabase, type TestDatabase } from './testing/test-database.ts';

const connect = (url: string) => postgres(url, { max: 1, onnotice: () => {} });

let database: TestDatabase;
let sql: postgres.Sql;
beforeAll(async () => {
  database = await createTestDatabase();
  sql = connect(database.url);
});
afterAll(async () => {
  await sql.end();
  await database.drop();
});

async function keysOf(text: string): Promise<string> {
  const [row] = await sql<{ keys: string }[]>`select search_keys(${text}) as keys`;
  return row?.keys ?? '';
}

describe('the keys of a text', () => {
  test.each([
    ['어린 왕자', 'djfls dhkdwk', 'Hangul as it is typed'],
    ['값 괜찮아', 'rkqt rhoscksgdk', 'vowels and last consonants of two keys'],
    ['꽃 얘기 예', 'rrhc doorl dpp', 'Shift as the key twice'],
    ['ㅋㅋ ㄳ', 'zz rt', 'jamo on their own'],
    ['Sei Shōnagon', 'sei shonagon', 'no accents'],
    ['BRONTË', 'bronte', 'no capitals'],
    ['Søren Łódź Œuvre Straße', 'soren lodz oeuvre strasse', 'letters that only look alike'],
    ['Alice’s Rock-’n’-Roll', 'alices rock n roll', 'no punctuation, and no gap at an apostrophe'],
    ['９７８ ﾡ', '978 r', 'wide and narrow forms'],
    ['夏目 🙂', '', 'nothing of what no key types'],
    ['', '', 'nothing of nothing'],
  ])('of “%s” are “%s”: %s', async (text, keys) => {
    expect(await keysOf(text)).toBe(keys);
  });

  test('of composed and of decomposed Hangul are the same', async () => {
    expect(await keysOf('한글'.normalize('NFD'))).toBe(await keysOf('한글'));
  });
});

test('Hangul has no trigrams in our locale, its keys have them', async () => {
  const [row] = await sql`select show_trgm('왕자') as hangul, show_trgm(search_keys('왕자')) as keys`;
  expect(row).toEqual({ hangul: [], keys: ['  d', ' dh', 'dhk', 'dwk', 'hkd', 'kdw', 'wk '] });
});

test('the keys are the same in a database of another locale', async () => {
  const name = `other_locale_${randomUUID().replaceAll('-', '')}`;
  await sql`create database ${sql(name)} template template0 locale_provider libc locale 'C'`;
  const url = new URL(database.url);
  url.pathname = `/${name}`;
  const other = connect(url.href);
  try {
    await migrateDatabase(url.href);
    expect(await other`select search_keys('ÉTÉ 왕자') as keys`).toEqual([{ keys: 'ete dhkdwk' }]);
  } finally {
    await other.end();
    await sql`drop database ${sql(name)}`;
  }
});
