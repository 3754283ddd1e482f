'use client';

import './globals.css';
import PageError from './error.tsx';

/** Stands in for the root layout when that itself fails: it has neither the language nor the theme at hand. */
export default function GlobalError(props: { error: Error & { digest?: string } }) {
  return (
    <html lang="ko">
      <body className="flex min-h-dvh flex-col">
        <title>화면을 불러오지 못했어요 · 느린책방</title>
        <PageError {...props} />
      </body>
    </html>
  );
}
