/** A place in a row of page links: a page, or the pages that are left out. */
export type PagePlace = { page: number } | { gapAfter: number };

/**
 * The pages to link to from `page` of `pages`: the first, the neighbours, the last. Pages that are left out are one
 * gap, and a gap of one page is that page.
 */
export function pageWindow(page: number, pages: number): PagePlace[] {
  const near = [1, page - 1, page, page + 1, pages].filter((near) => near >= 1 && near <= pages);
  const shown = [...new Set(near)];
  return shown.flatMap((at, index): PagePlace[] => {
    const before = shown[index - 1] ?? 0;
    if (at - before === 2) return [{ page: at - 1 }, { page: at }];
    return at - before > 2 ? [{ gapAfter: before }, { page: at }] : [{ page: at }];
  });
}

/** Which of all books a page shows, counted from 1: `{ from: 25, to: 48 }`. */
export function rangeOnPage(page: number, perPage: number, shown: number): { from: number; to: number } {
  const before = (page - 1) * perPage;
  return { from: before + Math.min(1, shown), to: before + shown };
}
