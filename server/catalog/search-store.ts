import { and, asc, desc, eq, gte, like, lte, notInArray, or, type SQL, sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { books, searchWords, stock } from '#db/schema/catalog.ts';
import type { BookId } from '../kernel/ids.ts';
import type { BookSort, ListBooksInput } from './contract.ts';

/** A word of the catalogue, and how near it is to the one that was looked for: above 0, up to 1. */
type NearWord = { word: string; nearness: number };
/** A word that was looked for, and those that may have been meant. */
type Guess = { written: string; near: NearWord[] };

/**
 * What is looked for, in words made of keys: books in which all of them are `written`, or books `near` them, which
 * have each of them or one that may have been meant.
 */
export type Wanted = { kind: 'written'; words: string[] } | { kind: 'near'; words: Guess[] };

/** So many words are tried in place of one; more would find everything. */
const MOST_NEAR_WORDS = 8;
/** Words of fewer keys are taken as they are: one Korean syllable has two to five. */
const FEWEST_KEYS_TO_MISTYPE = 4;

/** The keys that type a text, words apart by one space. */
export async function findKeys(db: Database, text: string): Promise<string> {
  // The one character that Postgres cannot keep in a text.
  const [row] = await db.execute<{ keys: string }>(
    sql`select search_keys(${text.replaceAll('\0', ' ')}) as keys`,
  );
  return row?.keys ?? '';
}

/** Whether any book has all these words, or words that begin with them. */
export async function areWritten(db: Database, words: readonly string[]): Promise<boolean> {
  const rows = await db
    .select({ id: books.id })
    .from(books)
    .where(and(...words.map(begins)))
    .limit(1);
  return rows.length > 0;
}

/**
 * The words of the catalogue that are nearest to those of these that are nowhere in it. When all of them are there,
 * any may be the wrong one.
 */
export async function findNearWords(db: Database, words: readonly string[]): Promise<Guess[]> {
  const mistypable = words.filter((word) => word.length >= FEWEST_KEYS_TO_MISTYPE && !/\d/.test(word));
  // `%` is true from a similarity of 0.3 on, unless the database was told otherwise.
  const rows = await db.execute<NearWord & { written: string }>(sql`
    with asked as (
      select word, exists (select from ${searchWords} as here where here.word = asked.word) as is_known
      from unnest(${sql.param(mistypable)}::text[]) as asked (word)
    )
    select asked.word as written, near.word, near.nearness
    from asked
    cross join lateral (
      select ${searchWords.word}, similarity(${searchWords.word}, asked.word) as nearness
      from ${searchWords}
      where ${searchWords.word} % asked.word
      order by nearness desc, ${searchWords.word}
      limit ${MOST_NEAR_WORDS}
    ) as near
    where not asked.is_known or (select bool_and(is_known) from asked)
    order by near.nearness desc`);
  return words.map((written) => ({ written, near: rows.filter((row) => row.written === written) }));
}

export async function countBooks(
  db: Database,
  list: ListBooksInput,
  wanted: Wanted | undefined,
): Promise<number> {
  return db.$count(books, fitting(list, wanted));
}

/** One page of the ids of the books that fit, from `offset` on. */
export async function findBookIds(
  db: Database,
  list: ListBooksInput,
  wanted: Wanted | undefined,
  page: { offset: number; limit: number },
): Promise<BookId[]> {
  const rows = await db
    .select({ id: books.id })
    .from(books)
    .where(fitting(list, wanted))
    .orderBy(...orderOf(list, wanted))
    .offset(page.offset)
    .limit(page.limit);
  return rows.map(({ id }) => id);
}

function fitting(list: ListBooksInput, wanted: Wanted | undefined): SQL | undefined {
  const { category, inStock, minPrice, maxPrice } = list;
  return and(
    wanted && fittingWords(wanted),
    category && eq(books.category, category),
    minPrice === undefined ? undefined : gte(books.salePrice, minPrice),
    maxPrice === undefined ? undefined : lte(books.salePrice, maxPrice),
    // Few books are gone. Which ones is read once; to ask for each book of a list would take ten times as long.
    inStock ? notInArray(books.id, sql`(select book_id from ${stock} where available <= 0)`) : undefined,
  );
}

function fittingWords(wanted: Wanted): SQL | undefined {
  if (wanted.kind === 'written') return and(...wanted.words.map(contains));
  return and(...wanted.words.map(({ written, near }) => or(begins(written), hasAny(near))));
}

/** The order of a list. It always ends with the id, so that no book is on two pages or on none. */
function orderOf({ sort = 'relevance', locale }: ListBooksInput, wanted: Wanted | undefined): SQL[] {
  const popular = [desc(books.popularity), desc(books.id)];
  const orders: Record<BookSort, SQL[]> = {
    relevance: wanted ? [desc(relevance(wanted)), ...popular] : popular,
    popular,
    newest: [desc(books.publishedYear), desc(books.id)],
    price_low: [asc(books.salePrice), asc(books.id)],
    price_high: [desc(books.salePrice), desc(books.id)],
    title: [asc(locale === 'en' ? books.titleEn : books.titleKo), asc(books.id)],
  };
  return orders[sort];
}

/**
 * How well a book fits. Written words: they are a whole title, author or ISBN, or its beginning, or each begins a
 * word, or they are inside words. Near words: how near, all together.
 */
function relevance(wanted: Wanted): SQL {
  if (wanted.kind === 'near') {
    // The nearest comes first: the first that a book has is its nearest.
    const nearest = wanted.words.map(({ written, near }) => {
      const cases = near.map(({ word, nearness }) => sql`when ${is(word)} then ${nearness}::real`);
      return sql`case when ${begins(written)} then 1 ${sql.join(cases, sql` `)} end`;
    });
    return sql.join(nearest, sql` + `);
  }
  const whole = [...new Set([wanted.words.join(' '), wanted.words.join('')])];
  return sql`case
    when ${or(...whole.map((text) => has(`| ${text} |`)))} then 3
    when ${or(...whole.map((text) => has(`| ${text}`)))} then 2
    when ${and(...wanted.words.map(begins))} then 1
    else 0 end`;
}

function is(word: string): SQL {
  return has(` ${word} `);
}

/** The same for several words at once, from an index of their own. */
function hasAny(near: readonly NearWord[]): SQL {
  const words = sql.param(near.map(({ word }) => word));
  return sql`string_to_array(${books.searchText}, ' ') && ${words}::text[]`;
}

/** A single key begins too many words to be looked for: it has to be the whole word. */
function begins(word: string): SQL {
  return word.length === 1 ? is(word) : has(` ${word}`);
}

/** Inside words too, because Korean ones are written together: but a few keys are inside too many. */
function contains(word: string): SQL {
  return word.length < FEWEST_KEYS_TO_MISTYPE ? begins(word) : has(word);
}

/** `keys` are letters, digits, spaces and bars: there is nothing in them that a pattern would have to escape. */
function has(keys: string): SQL {
  return like(books.searchText, `%${keys}%`);
}
