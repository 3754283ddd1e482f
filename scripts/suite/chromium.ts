import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { chromium } from '@playwright/test';

const COMMANDS = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
const MAC_CHROME = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';

/**
 * A Chromium that runs: the one named by PLAYWRIGHT_CHROMIUM_PATH, else Playwright's own, else one on the PATH.
 * `undefined` when there is none.
 */
function findChromium(): string | undefined {
  const onPath = (process.env.PATH ?? '')
    .split(path.delimiter)
    .flatMap((folder) => COMMANDS.map((command) => path.join(folder, command)));
  return [process.env.PLAYWRIGHT_CHROMIUM_PATH ?? '', chromium.executablePath(), ...onPath, MAC_CHROME].find(
    runs,
  );
}

/**
 * Finds a Chromium or gets one: Playwright's download first, then the system's package, which works in places
 * where the download does not. Says what it does. Throws with instructions when nothing helped.
 */
export function provideChromium(say: (line: string) => void): string {
  const attempts: [string, () => void][] = [
    ['downloading Chromium for Playwright', () => run('playwright', ['install', 'chromium'])],
  ];
  if (process.getuid?.() === 0 && existsSync('/etc/debian_version')) {
    attempts.push([
      'installing the system package chromium',
      () => {
        run('apt-get', ['update', '-qq']);
        run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium']);
      },
    ]);
  }
  const present = findChromium();
  if (present !== undefined) return present;
  for (const [what, attempt] of attempts) {
    say(what);
    attempt();
    const found = findChromium();
    if (found !== undefined) return found;
  }
  throw new Error('There is no Chromium. Install one, or name its program in PLAYWRIGHT_CHROMIUM_PATH.');
}

/** A downloaded browser may be there and still lack libraries of the system. */
function runs(file: string): boolean {
  return existsSync(file) && spawnSync(file, ['--version'], { timeout: 20_000 }).status === 0;
}

function run(command: string, args: string[]): void {
  spawnSync(command, args, {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    timeout: 5 * 60_000,
  });
}
