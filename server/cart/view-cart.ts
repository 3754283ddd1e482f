import { createHash } from 'node:crypto';
import { toBookCard } from '../catalog/book-card.ts';
import type { Ctx } from '../context.ts';
import type { BuyerId } from '../kernel/ids.ts';
import { quoteOrder } from '../orders/quote-order.ts';
import { countCopies, findCartLines } from './cart-store.ts';
import type { CartCount, CartLine, CartView } from './contract.ts';

/** A buyer's cart at today's prices and stock. Lines that cannot be bought now stay, outside the total. */
export async function viewCart(ctx: Ctx, buyerId: BuyerId): Promise<CartView> {
  const rows = await findCartLines(ctx.db, buyerId);
  const now = ctx.clock.now();
  const toLine = (row: Row) => toCartLine(row, now);
  const lines = rows.filter((row) => !row.savedForLater).map(toLine);
  const payable = lines.filter((line) => line.payable);
  const price = quoteOrder(
    payable.map((line) => ({ unitPrice: line.book.salePrice, quantity: line.quantity })),
  );
  return {
    lines,
    saved: rows.filter((row) => row.savedForLater).map(toLine),
    ...price,
    points: payable.reduce((sum, line) => sum + line.book.points * line.quantity, 0),
    copies: lines.reduce((sum, line) => sum + line.quantity, 0),
    fingerprint: fingerprint(payable),
  };
}

/** How many copies are in a buyer's cart, as `viewCart` counts them: what every page's header needs. */
export async function countCart(ctx: Ctx, buyerId: BuyerId): Promise<CartCount> {
  return { copies: await countCopies(ctx.db, buyerId) };
}

type Row = Awaited<ReturnType<typeof findCartLines>>[number];

function toCartLine({ book, available, quantity, seenPrice }: Row, now: Date): CartLine {
  const card = toBookCard(book, available, now);
  return {
    book: card,
    quantity,
    availability: card.availability,
    payable: available >= quantity,
    seenPrice,
    amount: book.salePrice * quantity,
  };
}

function fingerprint(lines: readonly CartLine[]): string {
  const content = lines.map(({ book, quantity }) => [book.id, quantity, book.salePrice]).sort();
  return createHash('sha256').update(JSON.stringify(content)).digest('base64url').slice(0, 22);
}
