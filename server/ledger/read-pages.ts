import type { LedgerLine, LedgerPage, PaymentGateway } from '../payments/gateway/port.ts';

/** A part of the provider's ledger by time of posting, `from` included, `to` not. */
export type Span = { from?: Date; to?: Date };

export type PageToKeep = {
  lines: LedgerLine[];
  /** The lines of the page after this one, which may take back what this one says. */
  upcoming: LedgerLine[];
  /** Where reading goes on after this page. */
  cursor: string | null;
};

/** How often one page is asked for: a second time, because a lost answer is common and reading changes nothing. */
const TRIES = 2;

type Page = Extract<LedgerPage, { kind: 'page' }>;

/**
 * The ledger page by page from a cursor on, with never more than two pages in memory: a page is handed out once the
 * next one is there, so that a charge and the reversal right behind it are seen together. Returns whether the end was
 * reached; if not, the provider cannot be read now. Throws when the pages make no sense, because going on might never
 * end.
 */
export async function* readPages(
  gateway: PaymentGateway,
  span: Span,
  start: string | null,
): AsyncGenerator<PageToKeep, boolean> {
  let page = await readPage(gateway, span, start);
  let cursor = start;
  let lastPostedAt = 0;
  while (page !== null) {
    lastPostedAt = checkOrder(page.lines, lastPostedAt);
    const upcoming: Page | null = page.hasMore
      ? await readPage(gateway, span, nextCursor(page, cursor))
      : null;
    if (page.hasMore && upcoming === null) return false;
    cursor = page.nextCursor ?? cursor;
    yield { lines: page.lines, upcoming: upcoming?.lines ?? [], cursor };
    if (upcoming === null) return true;
    page = upcoming;
  }
  return false;
}

/** One page, or `null` when the provider does not give it. */
async function readPage(gateway: PaymentGateway, span: Span, cursor: string | null): Promise<Page | null> {
  for (let attempt = 1; attempt <= TRIES; attempt++) {
    const page = await gateway.ledger({ ...span, ...(cursor !== null && { cursor }) });
    if (page.kind === 'page') return page;
  }
  return null;
}

function nextCursor(page: Page, cursor: string | null): string {
  if (page.nextCursor === null || page.nextCursor === cursor || page.lines.length === 0) {
    throw new Error(`the provider’s ledger does not move on after cursor ${cursor ?? '(none)'}`);
  }
  return page.nextCursor;
}

/** A ledger that goes back in time would be read in circles. Returns the time of the last line, in ms. */
function checkOrder(lines: readonly LedgerLine[], lastPostedAt: number): number {
  let last = lastPostedAt;
  for (const { id, postedAt } of lines) {
    if (postedAt.getTime() < last)
      throw new Error(`the provider’s ledger goes back in time at its line ${id}`);
    last = postedAt.getTime();
  }
  return last;
}
