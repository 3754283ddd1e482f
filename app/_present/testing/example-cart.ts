import { type CartLine, type CartView, cartLineSchema, cartViewSchema } from '#server/cart/contract.ts';

/** A cart line as the shop would send it; `slug` names the book in both languages. */
export function exampleLine(
  slug: string,
  more: Partial<{ quantity: number; available: number; salePrice: number; seenPrice: number }> = {},
): CartLine {
  const { quantity = 1, available = 10, salePrice = 9_000, seenPrice = salePrice } = more;
  const availability = available === 0 ? 'temporarily_out' : available <= 5 ? 'low' : 'in_stock';
  const id = `019b0000-0000-7000-8000-${Buffer.from(slug.padEnd(6).slice(0, 6)).toString('hex')}`;
  return cartLineSchema.parse({
    book: {
      id,
      slug,
      titleKo: slug,
      titleEn: slug,
      authorKo: '',
      authorEn: '',
      publisherKo: '',
      publisherEn: '',
      category: 'poetry',
      listPrice: 10_000,
      salePrice,
      points: 0,
      available,
      availability,
      onSaleFrom: null,
    },
    quantity,
    availability,
    payable: available >= quantity,
    seenPrice,
    amount: salePrice * quantity,
  });
}

/** A cart of these lines, delivered free. */
export function exampleCart(...lines: CartLine[]): CartView {
  const total = lines.filter((line) => line.payable).reduce((sum, line) => sum + line.amount, 0);
  return cartViewSchema.parse({
    lines,
    saved: [],
    itemsTotal: total,
    shipping: 0,
    total,
    points: 0,
    copies: lines.length,
    fingerprint: 'example',
  });
}
