import { expect, test } from './fixtures.ts';

for (const [browser, javaScriptEnabled] of [
  ['with a script', true],
  ['without a script', false],
] as const) {
  test.describe(browser, () => {
    test.use({ javaScriptEnabled });

    test(`a list keeps category, order and price in its address`, async ({ shopper }) => {
      const { page, catalogue } = shopper;
      await catalogue.open();
      await catalogue.openCategory('시');
      await catalogue.sortByLowPrice();
      await catalogue.costAtMost('9,000');

      await expect(catalogue.chip('9,000원 이하')).toBeVisible();
      const shown = await catalogue.prices.allTextContents();
      expect(shown).toEqual(['8,550원', '8,550원', ...shown.slice(2).map(() => '9,000원')]);
      await page.goto(page.url());
      expect(await catalogue.prices.allTextContents()).toEqual(shown);

      await catalogue.chip('9,000원 이하').click();
      await expect(catalogue.prices.filter({ hasText: '12,600원' })).toBeVisible();
      await expect(page).toHaveURL('/?category=poetry&sort=price_low');
    });

    test(`a search that finds nothing says so and goes on`, async ({ shopper }) => {
      const { page, catalogue } = shopper;
      await catalogue.open();
      await catalogue.search('데미안');
      await catalogue.costAtMost('100');
      await expect(page.getByRole('heading', { name: '‘데미안’ 검색 결과가 없어요' })).toBeVisible();
      await catalogue.chip('100원 이하').click();
      await expect(page.getByRole('main').getByRole('link', { name: '데미안', exact: true })).toBeVisible();
    });
  });
}

test('a book that ran out shows what to read instead, and cannot be put into the cart', async ({
  shopper,
  book,
  records,
}) => {
  const { page } = shopper;
  await records.setCopies(book.id, 0);
  await shopper.book.open(book.slug);
  await expect(page.getByRole('button', { name: '장바구니 담기' })).toBeDisabled();
  await expect(page.getByRole('button', { name: '바로구매' })).toHaveCount(0);
  await page.getByRole('link', { name: '비슷한 책 보기' }).click();
  await expect(page.getByRole('heading', { name: '대신 읽을 만한 책' })).toBeInViewport();
});
