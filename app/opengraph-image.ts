import { svgToPng } from './_http/svg-to-png.ts';
import { SHARE_PICTURE, shareSvg } from './_present/share-svg.ts';

export const size = SHARE_PICTURE;
export const contentType = 'image/png';
export const alt = '느린책방 · Slow Books';

/** The picture of every page that has none of its own, made once, at the build: a shelf of the shop's covers. */
export default async function shopPicture(): Promise<Response> {
  const shelf = [
    { slug: 'moon', category: 'korean-modern' },
    { slug: 'kokoro', category: 'world-novel' },
    { slug: 'nanjung-ilgi', category: 'korean-classic' },
    { slug: 'iliad', category: 'world-classic' },
  ] as const;
  return new Response(await svgToPng(shareSvg(shelf)), { headers: { 'Content-Type': contentType } });
}
