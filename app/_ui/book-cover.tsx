import type { ImgHTMLAttributes } from 'react';
import { coverAddress } from '#app/_present/cover-address.ts';
import { COVER, type CoverBook } from '#app/_present/cover-art.ts';
import type { Locale } from '#server/orders/contract.ts';

type BookCoverProps = {
  book: CoverBook;
  locale: Locale;
  /** `eager` for what is on the first screen. */
  loading?: 'lazy' | 'eager';
  /** `high` for the one picture the page is about. */
  fetchPriority?: NonNullable<ImgHTMLAttributes<HTMLImageElement>['fetchPriority']>;
};

/**
 * The cover of a book: a picture of 2 : 3 that fills the width it is given and keeps its place before it has
 * come. It is decoration to a screen reader, so the title has to stand beside it as text.
 */
export function BookCover({ book, locale, loading = 'lazy', fetchPriority = 'auto' }: BookCoverProps) {
  return (
    // biome-ignore lint/performance/noImgElement: a drawing of a few kB, sharp at every size, has nothing to optimize
    <img
      src={coverAddress(book, locale)}
      alt=""
      width={COVER.width}
      height={COVER.height}
      loading={loading}
      fetchPriority={fetchPriority}
      decoding="async"
      className="h-auto w-full bg-sunken"
    />
  );
}
