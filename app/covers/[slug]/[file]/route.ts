import { notFound } from 'next/navigation';
import type { NextRequest } from 'next/server';
import { keptFor } from '../../../_http/kept-for.ts';
import { coverVersion, localeOfCoverFile } from '../../../_present/cover-address.ts';
import { coverSvg } from '../../../_present/cover-svg.ts';
import { orNotFound } from '../../../_trpc/or-not-found.ts';
import { caller } from '../../../_trpc/server.ts';

type Context = { params: Promise<{ slug: string; file: string }> };

/** The cover of a book in one language, as a file that browsers keep. */
export async function GET({ nextUrl }: NextRequest, { params }: Context): Promise<Response> {
  const { slug, file } = await params;
  const locale = localeOfCoverFile(file) ?? notFound();
  const book = await orNotFound((await caller()).catalog.book({ slug }));
  return new Response(coverSvg(book, locale), {
    headers: {
      'Content-Type': 'image/svg+xml',
      'Cache-Control': keptFor(nextUrl.searchParams.get('v'), coverVersion(book, locale)),
      // An SVG that is opened by itself is a document: this one may do nothing.
      'Content-Security-Policy': "default-src 'none'; sandbox",
    },
  });
}
