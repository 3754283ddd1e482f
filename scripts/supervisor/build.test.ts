import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { hashBuildInputs, isBuildStale } from './build.ts';

let tree: string;
beforeEach(async () => {
  tree = await mkdtemp(path.join(tmpdir(), 'bookstore-build-'));
  await write('app/page.tsx', 'export default 1');
  await write('package-lock.json', '{}');
});
afterEach(() => rm(tree, { recursive: true }));

async function write(file: string, text: string): Promise<void> {
  await mkdir(path.dirname(path.join(tree, file)), { recursive: true });
  await writeFile(path.join(tree, file), text);
}

describe('a build is stale', () => {
  test('when there is none, or it was interrupted', async () => {
    expect(await isBuildStale(tree)).toBe(true);
    await write('.next/built-from', '');
    expect(await isBuildStale(tree)).toBe(true);
  });

  test.each([
    ['app/page.tsx', 'export default 2'],
    ['app/(shop)/books/[slug]/page.tsx', 'new'],
    ['server/catalog/list-books.ts', 'new'],
    ['app/_messages/ko/site.json', '{}'],
    ['public/icon.svg', '<svg/>'],
    ['next.config.js', 'export default {}'],
    ['package-lock.json', '{ }'],
  ])('when %s changed', async (file, text) => {
    await write('.next/built-from', await hashBuildInputs(tree));
    expect(await isBuildStale(tree)).toBe(false);
    await write(file, text);
    expect(await isBuildStale(tree)).toBe(true);
  });
});

test.each([
  'app/page.test.tsx',
  'server/orders/place-order.int.test.ts',
  'db/testing/global-setup.ts',
  'README.md',
  'gateway/main.ts',
])('a change of %s needs no build', async (file) => {
  const before = await hashBuildInputs(tree);
  await write(file, 'new');
  expect(await hashBuildInputs(tree)).toBe(before);
});
