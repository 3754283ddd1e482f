import { iconPng } from '../../_http/icon-png.ts';

/** In pixels: 48 is what Google shows beside a result, 192 and 512 are what the manifest of an app has to name. */
const SIZES = [48, 192, 512];

// Made at the build: there are no others.
export const dynamicParams = false;

export function generateStaticParams(): { file: string }[] {
  return SIZES.map((size) => ({ file: `${size}.png` }));
}

/** The shop's icon in pixels, for those who take no SVG. */
export async function GET(_: Request, { params }: { params: Promise<{ file: string }> }): Promise<Response> {
  return iconPng(Number.parseInt((await params).file, 10));
}
