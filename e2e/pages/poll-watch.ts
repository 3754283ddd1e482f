import { expect, type Page, type Request } from '@playwright/test';

/** What the network sees of an order's page asking how the order stands. */
export interface PollWatch {
  /** How often it has asked. */
  count(): number;
  /** How many questions were under way at once, at most. */
  mostAtOnce(): number;
  /** The size of the largest answer until it was last settled, in bytes. */
  largestAnswer(): number;
  /** Waits until nothing is under way and every answer is measured. */
  settled(): Promise<void>;
}

export function watchPolls(page: Page): PollWatch {
  let count = 0;
  let underWay = 0;
  let mostAtOnce = 0;
  const answers: Promise<number>[] = [];
  let largestAnswer = 0;
  const isPoll = (request: Request) => request.url().includes('/api/trpc/orders.progress');
  page.on('request', (request) => {
    if (!isPoll(request)) return;
    count += 1;
    underWay += 1;
    mostAtOnce = Math.max(mostAtOnce, underWay);
  });
  page.on('requestfailed', (request) => {
    if (isPoll(request)) underWay -= 1;
  });
  page.on('requestfinished', (request) => {
    if (!isPoll(request)) return;
    underWay -= 1;
    // A page that is closed meanwhile takes the size with it, and nobody asks for it any more.
    answers.push(
      request.sizes().then(
        ({ responseBodySize }) => responseBodySize,
        () => 0,
      ),
    );
  });
  return {
    count: () => count,
    mostAtOnce: () => mostAtOnce,
    largestAnswer: () => largestAnswer,
    settled: async () => {
      await expect.poll(() => underWay).toBe(0);
      largestAnswer = Math.max(0, ...(await Promise.all(answers)));
    },
  };
}
