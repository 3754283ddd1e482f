import { expect, test } from './fixtures.ts';
import { type Shopper, shopperAt } from './pages/shopper.ts';

/** Stays on sale at its own price, beside the book that a story changes. */
const OTHER = { slug: 'demian', title: '데미안' };

/** Adds copies of a book on its page, and waits until the header counts `inCart` of them. */
async function put({ book, cart }: Shopper, { slug }: { slug: string }, copies: number, inCart: number) {
  await book.open(slug);
  await book.addToCart(copies);
  await expect(cart.link(inCart)).toBeVisible();
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(`a cart ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, () => {
    test.use({ javaScriptEnabled });

    test('is there on a new page of the same browser, and in no other', async ({
      context,
      shopper,
      anotherShopper,
      book,
      records,
    }) => {
      await records.setPrice(book.id, 20_000);
      await put(shopper, book, 1, 1);
      await shopper.page.close();

      const later = shopperAt(await context.newPage());
      await later.cart.open();
      await expect(later.cart.line(book.title)).toContainText('20,000원');
      await expect(later.cart.orderLink('20,000원')).toBeVisible();
      await anotherShopper.cart.open();
      await expect(anotherShopper.cart.line(book.title)).toHaveCount(0);
    });

    test('tells the old price and the new until the shopper has read them', async ({
      shopper,
      book,
      records,
    }) => {
      const { cart } = shopper;
      await records.setPrice(book.id, 20_000);
      await put(shopper, book, 1, 1);
      await records.setPrice(book.id, 21_000);

      await cart.open();
      if (javaScriptEnabled) await cart.expectAlive();
      await cart.expectChanges(1);
      await expect(cart.line(book.title)).toContainText('20,000원에서 21,000원으로 올랐어요');
      await cart.acknowledge();
      await cart.expectNoChanges();
      await expect(cart.line(book.title)).not.toContainText('올랐어요');
      await expect(cart.orderLink('21,000원')).toBeVisible();
    });

    test('keeps a book that is sold out, outside the total', async ({ shopper, book, records }) => {
      const { cart } = shopper;
      await records.setPrice(book.id, 20_000);
      await put(shopper, OTHER, 1, 1);
      await put(shopper, book, 1, 2);
      await records.setCopies(book.id, 0);

      await cart.open();
      await cart.expectChanges(1);
      await expect(cart.line(book.title)).toContainText('결제 금액에서 뺐어요');
      await expect(cart.orderLink('13,800원')).toBeVisible();
      await expect(cart.link(2)).toBeVisible();
    });

    test('takes as many copies as are left with one press', async ({ shopper, book, records }) => {
      const { cart } = shopper;
      await records.setPrice(book.id, 20_000);
      await put(shopper, book, 3, 3);
      await records.setCopies(book.id, 2);

      await cart.open();
      if (javaScriptEnabled) await cart.expectAlive();
      await expect(cart.line(book.title)).toContainText('재고가 2권 남아서 결제 금액에서 뺐어요');
      await cart.takeWhatIsLeft(book.title, 3, 2);
      await expect(cart.orderLink('40,000원')).toBeVisible();
      await expect(cart.line(book.title)).not.toContainText('재고가 2권 남아서');
    });

    test('puts a book aside, and takes it back', async ({ shopper, book, records }) => {
      const { cart } = shopper;
      await records.setPrice(book.id, 20_000);
      await put(shopper, OTHER, 1, 1);
      await put(shopper, book, 2, 3);

      await cart.open();
      if (javaScriptEnabled) await cart.expectAlive();
      await expect(cart.orderLink('50,800원')).toBeVisible();
      await cart.saveForLater(book.title);
      await expect(cart.orderLink('13,800원')).toBeVisible();
      await expect(cart.link(1)).toBeVisible();
      await expect(cart.saved).toContainText(book.title);
      await cart.moveToCart(book.title);
      await expect(cart.orderLink('50,800원')).toBeVisible();
      await expect(cart.link(3)).toBeVisible();
      await expect(cart.saved).toHaveCount(0);
    });

    test('never takes more copies than one order may hold without saying so', async ({
      shopper,
      book,
      records,
    }) => {
      const { cart, page } = shopper;
      await records.setCopies(book.id, 100);
      await put(shopper, book, 20, 20);
      await put(shopper, book, 1, 20);
      // With a script the book's page stays and says it, without one the cart does.
      const said = javaScriptEnabled ? '한 번에 20권까지 살 수 있어요' : '20권만 담았어요';
      await expect(page.getByText(said)).toBeVisible();
      await expect(cart.link(20)).toBeVisible();
    });
  });
}

test('a number of copies that the shop did not take is taken back, and said', async ({
  shopper,
  book,
  records,
}) => {
  const { page, cart } = shopper;
  await records.setPrice(book.id, 20_000);
  await put(shopper, book, 1, 1);
  await cart.open();
  await cart.expectAlive();
  await page.route('**/cart/lines', (route) => route.abort());
  await cart.oneMore(book.title);
  await expect(cart.spoken).toHaveText('죄송합니다. 장바구니를 바꾸지 못했어요. 다시 시도해 주세요.');
  await expect(cart.line(book.title).getByRole('group')).toContainText('1');
  await expect(cart.orderLink('20,000원')).toBeVisible();

  await page.unroute('**/cart/lines');
  await cart.oneMore(book.title);
  await expect(cart.orderLink('40,000원')).toBeVisible();
  await expect(cart.spoken).toHaveText('총 결제 금액 40,000원');
});

test('a keyboard goes on from the book that follows the one it took out', async ({
  shopper,
  book,
  records,
}) => {
  const { cart } = shopper;
  await records.setPrice(book.id, 20_000);
  await put(shopper, book, 1, 1);
  await put(shopper, OTHER, 1, 2);
  await cart.open();
  await cart.expectAlive();
  await cart.removeButton(book.title).press('Enter');
  await expect(cart.heading(OTHER.title)).toBeFocused();
  await expect(cart.spoken).toHaveText('총 결제 금액 13,800원');
  await cart.removeButton(OTHER.title).press('Enter');
  await expect(cart.heading('장바구니')).toBeFocused();
});
