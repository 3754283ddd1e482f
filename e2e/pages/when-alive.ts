import { expect, type Locator } from '@playwright/test';

/**
 * A button or a field, once the page's script has taken it over. It stands there before, from the server; a press
 * that nobody hears yet is lost, as it is for a person who presses faster than the page loads.
 */
export async function whenAlive(part: Locator): Promise<Locator> {
  await expect
    .poll(() =>
      part.evaluate((element) => Object.keys(element).some((key) => key.startsWith('__reactProps'))),
    )
    .toBe(true);
  return part;
}
