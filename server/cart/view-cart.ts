import { createHash } from 'node:crypto';
import { toBookCard } from '../catalog/view-books.ts';
import type { Ctx } from '../context.ts';
import type { BuyerId } from '../kernel/ids.ts';
import { quoteOrder } from '../orders/quote-order.ts';
import { findCartLines } from './cart-store.ts';
import type { CartLine, CartView } from './contract.ts';

/** A buyer's cart at today's prices and stock. Lines that cannot be bought now stay, outside the total. */
export async function viewCart(ctx: Ctx, buyerId: BuyerId): Promise<CartView> {
  const rows = await findCartLines(ctx.db, buyerId);
  const lines = rows.map(({ book, available, quantity, seenPrice }): CartLine => {
    const card = toBookCard(book, available);
    const payable = available >= quantity;
    return {
      book: card,
      quantity,
      availability: card.availability,
      payable,
      seenPrice,
      amount: book.salePrice * quantity,
    };
  });
  const payable = lines.filter((line) => line.payable);
  const price = quoteOrder(
    payable.map((line) => ({ unitPrice: line.book.salePrice, quantity: line.quantity })),
  );
  return {
    lines,
    ...price,
    copies: lines.reduce((sum, line) => sum + line.quantity, 0),
    fingerprint: fingerprint(payable),
  };
}

function fingerprint(lines: readonly CartLine[]): string {
  const content = lines.map(({ book, quantity }) => [book.id, quantity, book.salePrice]).sort();
  return createHash('sha256').update(JSON.stringify(content)).digest('base64url').slice(0, 22);
}
