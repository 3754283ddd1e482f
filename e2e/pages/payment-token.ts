import type { Page } from '@playwright/test';
import type { Texts } from './texts.ts';

/** Chooses what the simulated provider shall do, where a real shop takes the card. */
export async function choosePaymentToken(page: Page, t: Texts, token: string): Promise<void> {
  await page.getByText(t('demo.summary'), { exact: true }).click();
  await page.getByLabel(t('demo.token'), { exact: true }).fill(token);
}
