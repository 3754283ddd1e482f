import type postgres from 'postgres';
import { seedBookId } from '#db/seed/seed-book.ts';
import type { BookId } from '#server/kernel/ids.ts';

/** A book of a run, with its price in won and its copies on the first day. */
export type BookForSale = { id: BookId; salePrice: number; copies: number; isScarce: boolean };

/** Every copy of the scarce ones is fought over; the others suffice for any run. */
const SHELF = [
  { slug: 'plenty-one', salePrice: 12_600, copies: 5_000 },
  { slug: 'plenty-two', salePrice: 9_000, copies: 5_000 },
  { slug: 'plenty-three', salePrice: 27_000, copies: 5_000 },
  { slug: 'scarce-five', salePrice: 15_300, copies: 5 },
  { slug: 'scarce-two', salePrice: 18_000, copies: 2 },
  { slug: 'scarce-one', salePrice: 36_000, copies: 1 },
];

/** Puts the run's own books into the migrated database. */
export async function fillShelves(sql: postgres.Sql): Promise<BookForSale[]> {
  const books = SHELF.map((book) => ({ ...book, id: seedBookId(book.slug), isScarce: book.copies < 100 }));
  for (const { id, slug, salePrice, copies } of books) {
    await sql`
      insert into books (id, slug, title_ko, title_en, author_ko, author_en, publisher_ko, publisher_en,
        published_year, pages, category, description_ko, description_en, list_price, sale_price)
      values (${id}, ${slug}, ${slug}, ${slug}, '-', '-', '-', '-', 2026, 100, 'poetry', '-', '-',
        ${salePrice}, ${salePrice})`;
    await sql`insert into stock (book_id, received, available) values (${id}, ${copies}, ${copies})`;
  }
  return books;
}

/** Shares of the owed events, from 0 to 1. */
export type EventFaults = { lost: number; doubled: number };

/**
 * Makes the engine's mail unreliable: some owed events are lost (they look sent and never were), some go out a second
 * time under an id of their own, so that a second workflow runs beside the first.
 */
export async function loseAndDoubleEvents(sql: postgres.Sql, { lost, doubled }: EventFaults): Promise<void> {
  await sql.unsafe(`
    create function chaos_on_event() returns trigger language plpgsql as $$
    declare luck float := abs(hashtext(new.id::text)) % 1000 / 1000.0;
    begin
      if pg_trigger_depth() > 1 then return new; end if;
      if luck < ${lost} then new.sent_at := now(); end if;
      if luck >= ${1 - doubled} then
        insert into outbox (id, name, data) values (gen_random_uuid(), new.name, new.data);
      end if;
      return new;
    end $$;
    create trigger chaos_on_event before insert on outbox for each row execute function chaos_on_event()`);
}
