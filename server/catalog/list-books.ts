import type { Database } from '#db/client.ts';
import type { Ctx } from '../context.ts';
import { toBookCard } from './book-card.ts';
import { findStockedBooks } from './catalog-store.ts';
import { BOOKS_PER_PAGE, type BookList, type ListBooksInput } from './contract.ts';
import { wordsOf } from './rules.ts';
import { areWritten, countBooks, findBookIds, findKeys, findNearWords, type Wanted } from './search-store.ts';

/**
 * One page of the books that fit; the last one when a later one was asked for. Books that are gone stand where they
 * would stand with copies: who does not want to see them asks for `inStock`.
 */
export async function listBooks(ctx: Ctx, input: ListBooksInput): Promise<BookList> {
  const wanted = input.q ? await understand(ctx.db, input.q) : undefined;
  if (wanted?.words.length === 0) return { books: [], total: 0, page: 1, pages: 1 };

  const idsOn = (page: number) =>
    findBookIds(ctx.db, input, wanted, { offset: (page - 1) * BOOKS_PER_PAGE, limit: BOOKS_PER_PAGE });
  const asked = input.page ?? 1;
  // Together, because a page that is not there is asked for hardly ever.
  const [total, found] = await Promise.all([countBooks(ctx.db, input, wanted), idsOn(asked)]);
  const pages = Math.max(1, Math.ceil(total / BOOKS_PER_PAGE));
  const page = Math.min(asked, pages);
  const ids = page === asked ? found : await idsOn(page);
  const now = ctx.clock.now();
  const books = (await findStockedBooks(ctx.db, ids)).map(({ book, available }) =>
    toBookCard(book, available, now),
  );
  return { books, total, page, pages };
}

/** Words are taken as they are written; only when no book has them all are they taken for mistyped. */
async function understand(db: Database, q: string): Promise<Wanted> {
  const words = wordsOf(await findKeys(db, q));
  if (words.length === 0 || (await areWritten(db, words))) return { kind: 'written', words };
  return { kind: 'near', words: await findNearWords(db, words) };
}
