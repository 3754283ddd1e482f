import type { NextRequest } from 'next/server';
import { keptFor } from '../../../_http/kept-for.ts';
import { svgToPng } from '../../../_http/svg-to-png.ts';
import { sharePictureVersion } from '../../../_present/cover-address.ts';
import { shareSvg } from '../../../_present/share-svg.ts';
import { orNotFound } from '../../../_trpc/or-not-found.ts';
import { caller } from '../../../_trpc/server.ts';

type Context = { params: Promise<{ slug: string }> };

/** The picture of a book for social networks, which take no SVG. */
export async function GET({ nextUrl }: NextRequest, { params }: Context): Promise<Response> {
  const { slug } = await params;
  const book = await orNotFound((await caller()).catalog.book({ slug }));
  return new Response(await svgToPng(shareSvg([book])), {
    headers: {
      'Content-Type': 'image/png',
      'Cache-Control': keptFor(nextUrl.searchParams.get('v'), sharePictureVersion(book)),
    },
  });
}
