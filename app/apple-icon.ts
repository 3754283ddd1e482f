import { iconPng } from './_http/icon-png.ts';

/** What Apple's devices put on the home screen. */
export const size = { width: 180, height: 180 };
export const contentType = 'image/png';

/** The shop's icon for Apple's devices, which take no SVG. Made at the build. */
export default function appleIcon(): Promise<Response> {
  return iconPng(size.width);
}
