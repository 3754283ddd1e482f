import { iconPng } from '../../_http/icon-png.ts';

/** What the manifest of an app has to name, in pixels. */
const SIZES = [192, 512];

// Made at the build: there are no others.
export const dynamicParams = false;

export function generateStaticParams(): { file: string }[] {
  return SIZES.map((size) => ({ file: `${size}.png` }));
}

/** The shop's icon in pixels, for the home screens of phones. */
export async function GET(_: Request, { params }: { params: Promise<{ file: string }> }): Promise<Response> {
  return iconPng(Number.parseInt((await params).file, 10));
}
