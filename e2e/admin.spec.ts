import { expect, test } from './fixtures.ts';
import { AdminPage } from './pages/admin-page.ts';
import { textsIn } from './pages/texts.ts';

test('an admin sees a payment wait and asks the provider at once', async ({
  browser,
  stack,
  shopper,
  book,
  records,
  simulator,
  proof,
}) => {
  const anHour = 3_600_000;
  const token = await simulator.tokenFor({ charge: [{ kind: 'pending', succeeds: true, afterMs: anHour }] });
  const number = await shopper.placeOrder(book, token);

  const context = await browser.newContext();
  const page = await context.newPage();
  const t = textsIn('ko');
  const admin = new AdminPage(page, t);
  await admin.open();
  await admin.logIn('a wrong password');
  await expect(admin.alert).toHaveText(t('admin.wrongPassword'));
  await admin.logIn(stack.adminPassword);
  await expect(admin.heading).toHaveText(t('admin.title'));
  await expect(admin.row(number)).toContainText(t('admin.status.pending'));
  await admin.checkNow(number);
  await expect(admin.answer(number)).toContainText(t('admin.checked', { state: t('admin.status.pending') }));

  await simulator.stepClock(anHour);
  await admin.checkNow(number);
  await expect(admin.answer(number)).toContainText(t('admin.status.paid'));
  await context.close();

  await shopper.order.expectState('paid');
  await expect.poll(async () => (await records.order(number)).status).toBe('confirmed');
  await proof.paidOnce(number);
});
