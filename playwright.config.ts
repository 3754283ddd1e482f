import { defineConfig, devices } from '@playwright/test';
import { provideChromium } from './scripts/suite/chromium.ts';

// Workers load this file too; they inherit what was found.
process.env.PLAYWRIGHT_CHROMIUM_PATH ||= provideChromium(console.log);

const chromium = {
  executablePath: process.env.PLAYWRIGHT_CHROMIUM_PATH,
  // Root has no sandbox to offer.
  chromiumSandbox: process.getuid?.() !== 0,
  args: ['--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'],
};

export default defineConfig({
  testDir: 'e2e',
  globalSetup: './e2e/stack/build-shop.ts',
  // Each worker runs a shop of its own, with all its processes: two fill a machine with two cores.
  workers: 2,
  // What is wrong once about money is wrong.
  retries: 0,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: 'list',
  use: {
    locale: 'ko-KR',
    timezoneId: 'Asia/Seoul',
    trace: 'retain-on-failure',
    launchOptions: chromium,
  },
  projects: [
    {
      name: 'desktop',
      use: { ...devices['Desktop Chrome'] },
      testIgnore: 'back-forward-cache.spec.ts',
    },
    {
      name: 'mobile',
      use: { ...devices['Pixel 7'] },
      testMatch: 'buy-a-book.spec.ts',
    },
    {
      name: 'back-forward-cache',
      use: {
        ...devices['Desktop Chrome'],
        // Playwright switches the cache off, so that a page is never older than the test thinks.
        launchOptions: { ...chromium, ignoreDefaultArgs: ['--disable-back-forward-cache'] },
      },
      testMatch: 'back-forward-cache.spec.ts',
    },
  ],
});
