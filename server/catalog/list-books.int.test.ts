import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { seedDatabase } from '#db/seed/seed.ts';
import { openTestShop, type TestShop } from '../testing/test-shop.ts';
import { BOOK_SORTS, BOOKS_PER_PAGE, type BookCard, type ListBooksInput } from './contract.ts';
import { listBooks } from './list-books.ts';
import { insertBooks } from './testing/insert-books.ts';

describe('the catalogue that the shop opens with', () => {
  let shop: TestShop;
  beforeAll(async () => {
    shop = await openTestShop();
    await seedDatabase(shop.databaseUrl);
  });
  afterAll(() => shop.close());

  const slugsFor = async (input: ListBooksInput) =>
    (await listBooks(shop.ctx, input)).books.map(({ slug }) => slug);

  test.each([
    ['어린왕자', 'the-little-prince', 'a title without its space'],
    ['어린 왕지', 'the-little-prince', 'one wrong jamo'],
    ['어린왕지', 'the-little-prince', 'one wrong jamo and no space'],
    ['어린 왕', 'the-little-prince', 'the beginning of a title'],
    ['djfls dhkdwk', 'the-little-prince', 'Korean typed in English'],
    ['ㅔㄱ더ㅕ야ㅊㄷ', 'pride-and-prejudice', 'English typed in Korean'],
    ['이상한나라의 앨리스', 'alices-adventures-in-wonderland', 'one of two spaces'],
    ['이상한 나라의 엘리스', 'alices-adventures-in-wonderland', 'a vowel that sounds the same'],
    ['앨리스', 'alices-adventures-in-wonderland', 'a word from the end of a title'],
    ['pride and prejudise', 'pride-and-prejudice', 'one wrong letter'],
    ['prejudic', 'pride-and-prejudice', 'the beginning of a word'],
    ['PREJUDICE pride', 'pride-and-prejudice', 'capitals, and another order'],
    ['오스틴', 'pride-and-prejudice', 'an author in Korean'],
    ['jane austin', 'pride-and-prejudice', 'an author, mistyped'],
    ['austen prejudice', 'pride-and-prejudice', 'an author and a word of the title'],
    ['shonagon', 'the-pillow-book', 'a letter without its accent'],
    ['alices adventures', 'alices-adventures-in-wonderland', 'no apostrophe'],
    ['9780140449334', 'meditations', 'an ISBN'],
    ['978-0-14-044933-4', 'meditations', 'an ISBN with hyphens'],
    ['９７８0140449334', 'meditations', 'an ISBN in wide digits'],
    ['월', 'walden', 'one syllable'],
  ])('“%s” finds %s first: %s', async (q, slug) => {
    expect((await slugsFor({ q }))[0]).toBe(slug);
  });

  test('every word counts: a book that has only one of two is not found', async () => {
    expect(await slugsFor({ q: 'pride' })).toEqual(['pride-and-prejudice']);
    expect(await slugsFor({ q: 'pride whale' })).toEqual([]);
  });

  test('what is written somewhere is not taken for mistyped', async () => {
    expect(await slugsFor({ q: 'prince' })).toEqual(['the-little-prince']);
    expect(await slugsFor({ q: '9780140449335' })).toEqual([]);
  });

  test('only words that are nowhere are mistyped; when all are somewhere, any may be', async () => {
    expect(await slugsFor({ q: 'prince prejudise' })).toEqual([]);
    expect(await slugsFor({ q: 'prince prejudice' })).toEqual(['pride-and-prejudice']);
  });

  test('a search of blanks is no search', async () => {
    expect((await listBooks(shop.ctx, { q: '' })).total).toBe((await listBooks(shop.ctx, {})).total);
  });

  test.each([
    ['%'],
    ['_'],
    ['\\'],
    ["'"],
    ['"; drop table books; --'],
    ['🧙‍♂️'],
    ['\0'],
    ['a\0b'],
    ['\ud800'],
    ['|'],
    ['!'.repeat(100)],
    ['x'.repeat(100)],
    [Array.from({ length: 50 }, (_, n) => String.fromCharCode(97 + (n % 26))).join(' ')],
    ['夏目漱石'],
  ])('%j is only text, and finds nothing', async (q) => {
    expect(await listBooks(shop.ctx, { q })).toEqual({ books: [], total: 0, page: 1, pages: 1 });
  });
});

describe('a list', () => {
  let shop: TestShop;
  beforeAll(async () => {
    shop = await openTestShop();
    // More than two pages, with ties in everything that a list can be sorted by.
    await insertBooks(
      shop.db,
      Array.from({ length: 2 * BOOKS_PER_PAGE + 5 }, (_, n) => ({
        titleKo: n % 4 === 0 ? '달' : `달 ${n % 3}`,
        titleEn: `Moon ${n % 5}`,
        publishedYear: 2020 + (n % 3),
        salePrice: 10_000 + (n % 4) * 1_000,
        popularity: n % 6,
        copies: n % 10 === 0 ? 0 : 3,
        category: n % 2 === 0 ? 'poetry' : 'children',
      })),
    );
  });
  afterAll(() => shop.close());

  const TOTAL = 2 * BOOKS_PER_PAGE + 5;

  async function allPages(input: ListBooksInput): Promise<BookCard[]> {
    const { books, pages } = await listBooks(shop.ctx, input);
    const others = Array.from({ length: pages - 1 }, (_, n) =>
      listBooks(shop.ctx, { ...input, page: n + 2 }),
    );
    return [...books, ...(await Promise.all(others)).flatMap((list) => list.books)];
  }

  describe.each([
    ['of all books', {}],
    ['of what was looked for', { q: '달' }],
    ['of what was mistyped', { q: 'moom' }],
  ])('%s', (_kind, input) => {
    test.each(BOOK_SORTS)('sorted by %s has every book on one page', async (sort) => {
      const books = await allPages({ ...input, sort });
      expect(new Set(books.map(({ id }) => id)).size).toBe(TOTAL);
      expect(books).toHaveLength(TOTAL);
    });
  });

  test('is sorted as asked', async () => {
    const by = async (sort: ListBooksInput['sort'], of: (book: BookCard) => string | number) =>
      (await allPages({ sort })).map(of);
    const prices = await by('price_low', (book) => book.salePrice);
    expect(prices).toEqual(prices.toSorted());
    expect(await by('price_high', (book) => book.salePrice)).toEqual(prices.toReversed());
    const titles = await by('title', (book) => book.titleKo);
    expect(titles).toEqual(titles.toSorted());
  });

  test('goes by the titles of its language', async () => {
    const titles = (await allPages({ sort: 'title', locale: 'en' })).map((book) => book.titleEn);
    expect(titles).toEqual(titles.toSorted());
  });

  test('of what was looked for starts with the books that are called so', async () => {
    const titles = (await allPages({ q: '달' })).map((book) => book.titleKo);
    const called = titles.filter((title) => title === '달').length;
    expect(titles.slice(0, called)).toEqual(Array(called).fill('달'));
  });

  test('ends: what would come after the last page is the last page', async () => {
    const last = await listBooks(shop.ctx, { page: 3 });
    expect(last.books).toHaveLength(5);
    expect(await listBooks(shop.ctx, { page: 10_000 })).toEqual(last);
    expect(last).toMatchObject({ total: TOTAL, page: 3, pages: 3 });
  });

  test('holds only what it is narrowed to', async () => {
    const poetry = await allPages({ category: 'poetry', q: 'moon' });
    expect(poetry).toHaveLength(Math.ceil(TOTAL / 2));
    expect(poetry.every((book) => book.category === 'poetry')).toBe(true);

    const inStock = await allPages({ inStock: true });
    expect(inStock).toHaveLength(TOTAL - Math.ceil(TOTAL / 10));
    expect(inStock.every((book) => book.available > 0)).toBe(true);

    const priced = await allPages({ minPrice: 11_000, maxPrice: 12_000 });
    expect(new Set(priced.map((book) => book.salePrice))).toEqual(new Set([11_000, 12_000]));

    expect(await allPages({ category: 'children', inStock: true, minPrice: 11_000, q: '달' })).not.toEqual(
      [],
    );
  });

  test('between a price and a lower one is empty', async () => {
    const list = await listBooks(shop.ctx, { minPrice: 11_000, maxPrice: 10_000, page: 7 });
    expect(list).toEqual({ books: [], total: 0, page: 1, pages: 1 });
  });
});
