/*
 * Runs a program of the shop with pieces of its source text replaced on loading. What a guard is worth shows only
 * when it is gone, and a switch for that inside the product would itself be a hole in it.
 *
 *   fork('chaos/edit-source.ts', ['inngest/embedded/main.ts', JSON.stringify(edits)])
 *
 * Reports each edit over the IPC channel as it happens. A text that is not there exactly once is an error: a
 * guard that has moved must not look like one that nobody needs.
 */
import { registerHooks } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { EDITED, editsSchema } from './source-edit.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const [, , module = '', json = '[]'] = process.argv;
const edits = editsSchema.parse(JSON.parse(json));

registerHooks({
  load(url, context, nextLoad) {
    const loaded = nextLoad(url, context);
    const own = edits.filter(({ file }) => url === pathToFileURL(root + file).href);
    if (own.length === 0) return loaded;
    let source = String(loaded.source);
    for (const { file, find, replace } of own) {
      const found = source.split(find).length - 1;
      if (found !== 1) throw new Error(`${file} has ${found} times, not once: ${find}`);
      source = source.replace(find, () => replace);
      process.send?.(EDITED);
    }
    return { ...loaded, source };
  },
});

await import(pathToFileURL(root + module).href);
