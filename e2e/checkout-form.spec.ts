import { expect, test } from './fixtures.ts';

test('what is missing is named on top, and each error leads to its field', async ({
  shopper,
  book,
  records,
}) => {
  const { checkout } = shopper;
  await shopper.goToPay(book, 'tok_paid');
  await checkout.field('email').fill('');
  await checkout.field('postcode').fill('0318');
  await checkout.field('phone').focus();
  await expect(checkout.field('postcode')).toHaveAccessibleDescription(/숫자 5자리예요/);
  // An empty field is nobody's error before the form is sent.
  await expect(checkout.field('email')).not.toHaveAttribute('aria-invalid');

  await checkout.payButton(book.total).click();
  await expect(checkout.errorSummary).toBeFocused();
  await expect(checkout.field('email')).toHaveAttribute('aria-invalid', 'true');
  await checkout.linkToMissing('email').click();
  await expect(checkout.field('email')).toBeFocused();
  await expect(checkout.field('recipient')).toHaveValue('김하늘');
  expect(await records.ordersOf(book.id)).toEqual([]);
});

test('without consent nothing is sent', async ({ shopper, book, records }) => {
  const { checkout, page } = shopper;
  await shopper.goToPay(book, 'tok_paid');
  await page.getByRole('checkbox').uncheck();
  await checkout.payButton(book.total).click();
  await expect(checkout.linkToMissing('agreed')).toBeVisible();
  expect(await records.ordersOf(book.id)).toEqual([]);
});

test('offline is said before "pay" is pressed, and nothing is sent later by itself', async ({
  context,
  shopper,
  book,
  records,
  proof,
}) => {
  const { checkout, order, page } = shopper;
  await shopper.goToPay(book, 'tok_paid');
  const sent: string[] = [];
  page.on('request', (request) => sent.push(request.url()));
  await context.setOffline(true);
  await checkout.expectNotice('offline');
  await checkout.payButton(book.total).click({ force: true });
  await context.setOffline(false);
  await expect(checkout.notice).toBeEmpty();
  // The shop answers again, and has heard of nothing meanwhile.
  expect((await context.request.get('/api/health')).ok()).toBe(true);
  expect(sent.filter((url) => url.includes('orders.place'))).toEqual([]);
  expect(await records.ordersOf(book.id)).toEqual([]);

  await expect(checkout.field('recipient')).toHaveValue('김하늘');
  await checkout.payButton(book.total).click();
  const number = await order.arrive();
  await order.expectState('paid');
  await proof.paidOnce(number);
});

// Whether the shop said that it does not take such orders any more, or took this one and said so in new words.
for (const answer of ['refused', 'placed'] as const) {
  test(`a page from before an update keeps what was typed, and its key (${answer})`, async ({
    shopper,
    book,
    records,
    proof,
  }) => {
    const { checkout, order, page } = shopper;
    await shopper.goToPay(book, 'tok_paid');
    const keys: string[] = [];
    await page.route('**/api/trpc/orders.place**', async (route) => {
      keys.push(JSON.stringify(route.request().postDataJSON()).match(/"clientKey":"(\w+)"/)?.[1] ?? '');
      if (keys.length > 1) return route.continue();
      if (answer === 'placed') {
        await route.fetch();
        return route.fulfill({ json: [{ result: { data: { kind: 'in_the_words_of_tomorrow' } } }] });
      }
      const data = { code: 'BAD_REQUEST', httpStatus: 400, path: 'orders.place', appCode: null };
      return route.fulfill({ status: 400, json: [{ error: { message: '', code: -32600, data } }] });
    });
    await checkout.payButton(book.total).click();
    await checkout.expectNotice('outdated');
    await checkout.reloadButton.click();

    if (answer === 'refused') {
      await expect(checkout.field('email')).toHaveValue('reader@example.com');
      await expect(checkout.field('address1')).toHaveValue('서울특별시 중구 세종대로 110');
      await checkout.agree();
      await checkout.payButton(book.total).click();
    }
    const number = await order.arrive();
    expect(new Set(keys).size).toBe(1);
    expect(await records.ordersOf(book.id)).toMatchObject([{ number }]);
    await order.expectState('paid');
    await proof.paidOnce(number);
  });
}

test('the same book a moment later is ordered again only when the shopper says so', async ({
  shopper,
  book,
  records,
  proof,
}) => {
  const { checkout, order } = shopper;
  const first = await shopper.placeOrder(book, 'tok_paid');
  await shopper.goToPay(book, 'tok_paid');
  await checkout.payButton(book.total).dblclick();
  await expect(checkout.notice).toContainText(first);
  expect(await records.ordersOf(book.id)).toHaveLength(1);

  await checkout.orderAgainButton(book.total).click();
  const second = await order.arrive();
  expect(second).not.toBe(first);
  await order.expectState('paid');
  expect(await records.ordersOf(book.id)).toMatchObject([{ number: first }, { number: second }]);
  await proof.paidOnce(first);
  await proof.paidOnce(second);
});
