import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { arrive, expect, test, VISITORS } from './every-page.ts';
import { shopperAt } from './pages/shopper.ts';

/** WCAG 2.2 up to level AA, and what axe's makers advise beyond it. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

// Nothing happens on these pages that a trace could tell of, and axe sends the whole of itself to each of them.
test.use({ trace: 'off' });

const PHONE = { width: 390, height: 844 };
const DESKTOP = { width: 1280, height: 900 };

/** Every theme and every language on both kinds of screen. */
const LOOKS = [
  { locale: 'ko', theme: 'light', viewport: DESKTOP },
  { locale: 'ko', theme: 'dark', viewport: PHONE },
  { locale: 'en', theme: 'light', viewport: PHONE },
  { locale: 'en', theme: 'dark', viewport: DESKTOP },
] as const;

for (const { locale, theme, viewport } of LOOKS) {
  test(`axe finds nothing on any page: ${locale}, ${theme}, ${viewport.width} px`, async ({
    browser,
    stack,
    everyPage,
  }) => {
    test.setTimeout(120_000);
    const preferences = Object.entries({ locale, theme }).map(([name, value]) => ({
      name,
      value,
      url: stack.shopUrl,
    }));
    for (const by of VISITORS) {
      // A colour is judged where it ends up, not on its way there.
      const context = await browser.newContext({
        storageState: everyPage.states[by],
        viewport,
        reducedMotion: 'reduce',
      });
      await context.addCookies(preferences);
      const shopper = shopperAt(await context.newPage(), locale);
      for (const visit of everyPage.visits.filter((one) => one.by === by)) {
        await test.step(visit.name, async () => {
          await arrive(shopper, visit);
          expect.soft(await findings(shopper.page), visit.name).toEqual([]);
        });
      }
      await context.close();
    }
  });
}

/** What axe says about the page: the rule, how bad it is, where, and what is wrong. */
async function findings(page: Page): Promise<string[]> {
  const axe = new AxeBuilder({ page })
    // Naming the thousands of parts that are as they should be takes longer than looking at them.
    .options({ resultTypes: ['violations'] })
    .withTags(RULES)
    // The pages have no frames of other sites, so axe need not open a page of its own for each of them.
    .setLegacyMode();
  const { violations } = await axe.analyze();
  return violations.flatMap(({ id, impact, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} (${impact}) at ${target.join(' ')}: ${failureSummary}`),
  );
}
