import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const documents = globSync(['*.md', 'docs/**/*.md'], { cwd: root });

describe.each(documents)('%s', (document) => {
  const links = relativeLinks(readFileSync(path.join(root, document), 'utf8'));

  test('every link and picture leads to an existing path', () => {
    const broken = links.filter((link) => !existsSync(path.resolve(root, path.dirname(document), link)));
    expect(broken).toEqual([]);
  });
});

test('links are found in text, pictures and reference lists, and nowhere else', () => {
  const text = [
    '[a](server/a.ts) ![b](docs/b%20c.png "title") [site](https://example.com) [here](#section)',
    '[with anchor](docs/d.md#part) <img src="docs/e.png" width="3">',
    '[ref]: docs/f.md',
    '```ts\nconst [x](y.ts);\n```',
    'and `[code](z.ts)`',
  ].join('\n');
  expect(relativeLinks(text)).toEqual([
    'server/a.ts',
    'docs/b c.png',
    'docs/d.md',
    'docs/e.png',
    'docs/f.md',
  ]);
});

/** The paths a Markdown text links to inside the repository, decoded and without their anchors. */
function relativeLinks(markdown: string): string[] {
  const prose = markdown.replace(/^(```|~~~)[\s\S]*?^\1/gm, '').replace(/`[^`\n]*`/g, '');
  const found = prose.matchAll(
    /\]\(<?([^)\s>]+)>?(?:\s+"[^"]*")?\)|<(?:img|source)[^>]*?\ssrc="([^"]+)"|^\[[^\]]+\]:\s+(\S+)/gm,
  );
  return [...found]
    .map((match) => match[1] ?? match[2] ?? match[3] ?? '')
    .filter((link) => !/^([a-z][a-z+.-]*:|#)/i.test(link))
    .map((link) => decodeURIComponent(link.replace(/[#?].*$/, '')));
}
