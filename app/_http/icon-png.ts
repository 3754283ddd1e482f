import { readFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';

/** The ground of icon.svg: systems cut their own corners and would fill round ones with black. */
const GROUND = '#27407d';
/** What icon.svg counts as one inch, and how wide it is in its own units. */
const [DOTS_PER_INCH, WIDTH] = [72, 32];

/** The shop's icon as a square of `size` pixels. Reads the source tree: for the build. */
export async function iconPng(size: number): Promise<Response> {
  const drawing = await readFile(path.join(process.cwd(), 'app/icon.svg'));
  const icon = sharp(drawing, { density: (DOTS_PER_INCH * size) / WIDTH }).resize(size);
  const png = await icon.flatten({ background: GROUND }).png({ palette: true }).toBuffer();
  return new Response(new Uint8Array(png), { headers: { 'Content-Type': 'image/png' } });
}
