import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

/** One row of the table: what the file may import, and what it may not. */
interface Row {
  row: string;
  from: string;
  /** First statement of the file, where it matters. */
  directive?: string;
  may: string[];
  mayNot: string[];
}

const rows: Row[] = [
  {
    row: 'a contract is safe in the browser',
    from: 'server/orders/contract.ts',
    may: ['zod', '#server/kernel/money.ts', '#server/catalog/contract.ts'],
    mayNot: [
      'drizzle-orm',
      'node:crypto',
      'react',
      '#server/orders/rules.ts',
      '#db/client.ts',
      '#server/env.ts',
    ],
  },
  {
    row: 'the kernel is as safe as a contract',
    from: 'server/kernel/ids.ts',
    may: ['zod', './money.ts'],
    mayNot: ['node:fs', '#server/orders/contract.ts', '#server/env.ts'],
  },
  {
    row: 'rules are pure: time and ids come in as arguments',
    from: 'server/orders/rules.ts',
    may: ['./contract.ts', '#server/kernel/money.ts'],
    mayNot: [
      './orders-store.ts',
      '#db/client.ts',
      '#server/payments/gateway/port.ts',
      '#server/catalog/contract.ts',
      '#server/context.ts',
      'node:crypto',
      'uuid',
    ],
  },
  {
    row: 'a store knows only data',
    from: 'server/orders/orders-store.ts',
    may: [
      '#db/client.ts',
      '#db/schema/orders.ts',
      'drizzle-orm',
      './contract.ts',
      '#server/catalog/contract.ts',
    ],
    mayNot: [
      './place-order.ts',
      '#server/payments/apply-evidence.ts',
      '#server/payments/gateway/port.ts',
      '#server/trpc/root.ts',
      'ky',
      'inngest',
    ],
  },
  {
    row: 'a verb has no technology and enters other slices by the front door',
    from: 'server/orders/place-order.ts',
    may: [
      './rules.ts',
      './contract.ts',
      './orders-store.ts',
      '#server/payments/gateway/port.ts',
      '#server/errors.ts',
      '#server/context.ts',
      '#server/payments/apply-evidence.ts',
      '#server/payments/contract.ts',
    ],
    mayNot: [
      'drizzle-orm',
      'ky',
      'inngest',
      '@trpc/server',
      'next/headers',
      '#db/schema/orders.ts',
      '#inngest/client.ts',
      '#server/trpc/root.ts',
      '#server/payments/gateway/http-gateway.ts',
      '#server/payments/payments-store.ts',
      '#server/payments/rules.ts',
    ],
  },
  {
    row: 'the gateway client knows the wire, not the shop',
    from: 'server/payments/gateway/http-gateway.ts',
    may: ['./port.ts', './wire.ts', './config.ts', 'ky', 'zod'],
    mayNot: ['#db/client.ts', '#server/orders/contract.ts', '#server/orders/place-order.ts', 'drizzle-orm'],
  },
  {
    row: 'a router parses and calls one verb',
    from: 'server/trpc/routers/orders.ts',
    may: ['#server/orders/place-order.ts', '#server/orders/contract.ts', '#server/errors.ts', '@trpc/server'],
    mayNot: [
      '#db/client.ts',
      '#server/orders/orders-store.ts',
      'drizzle-orm',
      'ky',
      'inngest',
      '#inngest/client.ts',
    ],
  },
  {
    row: 'a durable function is the order of steps only',
    from: 'inngest/functions/settle-payment.ts',
    may: [
      '#server/payments/apply-evidence.ts',
      '#server/payments/contract.ts',
      '#server/compose.ts',
      'inngest',
      '../client.ts',
    ],
    mayNot: ['#db/client.ts', 'drizzle-orm', 'ky', '#app/page.tsx', '#server/payments/payments-store.ts'],
  },
  {
    row: 'a page renders what the router gives it',
    from: 'app/orders/page.tsx',
    may: [
      '#app/_trpc/server.ts',
      '#app/_present/money.ts',
      '#app/_ui/button.tsx',
      '#server/orders/contract.ts',
      'next/headers',
    ],
    mayNot: [
      '#db/client.ts',
      '#server/orders/orders-store.ts',
      '#server/orders/place-order.ts',
      'drizzle-orm',
      '#inngest/client.ts',
    ],
  },
  {
    row: 'browser code takes the router as a type and nothing else of the server',
    from: 'app/orders/order-progress.tsx',
    directive: "'use client';",
    may: ['#app/_trpc/client.tsx', '#server/orders/contract.ts', 'type #server/trpc/root.ts', 'react'],
    mayNot: [
      '#server/trpc/root.ts',
      '#server/orders/place-order.ts',
      '#server/orders/rules.ts',
      'type #server/context.ts',
      '#db/client.ts',
      '#inngest/client.ts',
      '#app/_trpc/server.ts',
      'node:fs',
      'server-only',
    ],
  },
  {
    row: 'an endpoint is a door to verbs',
    from: 'app/api/webhooks/payments/route.ts',
    may: [
      '#server/compose.ts',
      '#server/payments/apply-evidence.ts',
      '#server/trpc/root.ts',
      '#inngest/index.ts',
    ],
    mayNot: ['#db/client.ts', '#server/payments/payments-store.ts', 'drizzle-orm', '#inngest/client.ts'],
  },
  {
    row: 'markup never fetches',
    from: 'app/_ui/button.tsx',
    may: ['react', '#app/_present/money.ts'],
    mayNot: ['#app/_trpc/client.tsx', '#app/_trpc/server.ts'],
  },
  {
    row: 'the server does not know who renders or drives it',
    from: 'server/compose.ts',
    may: ['#db/client.ts', '#server/payments/gateway/http-gateway.ts'],
    mayNot: ['next/headers', 'react', '#app/_present/money.ts', '#inngest/client.ts'],
  },
  {
    row: 'shipped code contains no tests and no tools',
    from: 'db/seed/seed.ts',
    may: ['#db/client.ts', 'drizzle-orm', 'type vitest'],
    mayNot: [
      '#db/testing/test-database.ts',
      '../../server/orders/place-order.test.ts',
      '../../gateway/main.ts',
      '../../chaos/run.ts',
      '../../bench/run.ts',
      'vitest',
    ],
  },
  {
    row: 'the simulator is a separate program',
    from: 'gateway/main.ts',
    may: ['./draw.ts', 'node:http', 'zod'],
    mayNot: ['#server/kernel/money.ts', '#db/client.ts'],
  },
  {
    row: 'tests may use everything',
    from: 'server/orders/place-order.int.test.ts',
    may: [
      'vitest',
      '#db/testing/test-database.ts',
      '#db/schema/orders.ts',
      '../../gateway/main.ts',
      'drizzle-orm',
    ],
    mayNot: [],
  },
];

const dependencies = [
  'zod',
  'uuid',
  'drizzle-orm',
  'ky',
  'inngest',
  'react',
  'next',
  'server-only',
  '@trpc/server',
];
const devDependencies = ['vitest'];

describe('import rules', () => {
  let tree: string;
  let violations: Violation[];
  beforeAll(async () => {
    tree = await mkdtemp(path.join(tmpdir(), 'bookstore-imports-'));
    await plantTree(tree);
    violations = await lint(tree);
  }, 60_000);
  afterAll(() => rm(tree, { recursive: true, force: true }));

  describe.each(rows)('$row', ({ from, may, mayNot }) => {
    for (const target of may) {
      test(`${from} may import ${target}`, () => {
        expect(refusedBy(from, target)).toEqual([]);
      });
    }
    for (const target of mayNot) {
      test(`${from} may not import ${target}`, () => {
        expect(refusedBy(from, target)).not.toEqual([]);
      });
    }
  });

  test.each([
    ['a call inside markup', 'app/hidden/markup.tsx'],
    ['a class field', 'app/hidden/field.ts'],
    ['a re-export', 'app/hidden/re-export.ts'],
    ['a mixed import of a type and a value', 'app/hidden/mixed.ts'],
  ])('an import is found in %s', (_, from) => {
    expect(violations.map((violation) => violation.from)).toContain(from);
  });

  test.each([
    ['a file that does not exist', 'server/mail/lost.ts', '#server/gone.ts', 'import-resolves'],
    ['a package that is not installed', 'server/mail/lost.ts', 'left-behind', 'import-resolves'],
    ['a package that package.json does not name', 'server/mail/lost.ts', 'undeclared', 'package-is-declared'],
    ['a module that imports it back', 'server/mail/send.ts', './render.ts', 'no-cycle'],
  ])('nobody may import %s', (_, from, target, rule) => {
    expect(violations).toContainEqual({ from, target, rule });
  });

  /** The rules of the table that refuse this import; the rules for the whole tree are tested by themselves. */
  function refusedBy(from: string, target: string): string[] {
    return violations
      .filter((violation) => violation.from === from && violation.target === target.replace('node:', ''))
      .map(({ rule }) => rule)
      .filter((rule) => !['import-resolves', 'package-is-declared', 'no-cycle'].includes(rule));
  }
});

/** Writes a small shop that breaks every rule, with empty modules and packages for what it imports. */
async function plantTree(tree: string): Promise<void> {
  const sources = new Map<string, string>();
  const plant = (file: string, source: string) => sources.set(file, source);
  for (const { may, mayNot, from } of rows) {
    for (const target of [...may, ...mayNot]) {
      const specifier = target.replace('type ', '');
      if (/^[#.]/.test(specifier)) {
        const file = specifier.startsWith('#')
          ? specifier.slice(1)
          : path.join(path.dirname(from), specifier);
        plant(file, 'export const value = 1;\nexport type Value = typeof value;\n');
      }
    }
  }
  for (const { directive = '', from, may, mayNot } of rows) {
    const lines = [...may, ...mayNot].map((target, index) =>
      target.startsWith('type ')
        ? `import type { Value as v${index} } from '${target.slice(5)}';\nexport type T${index} = v${index};`
        : `import { value as v${index} } from '${target}';\nexport const x${index} = v${index};`,
    );
    plant(from, [directive, ...lines, 'export const value = 1;'].join('\n'));
  }
  plant(
    'app/hidden/markup.tsx',
    `export const B = () => <a onClick={async () => (await import('#db/client.ts')).value}>b</a>;`,
  );
  plant('app/hidden/field.ts', `export class A { load = () => import('#db/client.ts'); }`);
  plant('app/hidden/re-export.ts', `export { value } from '#db/client.ts';`);
  plant(
    'app/hidden/mixed.ts',
    `import { type Value, value } from '#server/trpc/root.ts';\nexport const v: Value = value;`,
  );
  plant('server/mail/lost.ts', `import '#server/gone.ts';\nimport 'left-behind';\nimport 'undeclared';`);
  plant('server/mail/send.ts', `import { b } from './render.ts';\nexport const a = (): number => b();`);
  plant('server/mail/render.ts', `import { a } from './send.ts';\nexport const b = (): number => a();`);

  for (const name of [...dependencies, ...devDependencies, 'undeclared']) {
    plant(`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', main: 'index.js' }));
    plant(`node_modules/${name}/index.js`, 'export const value = 1;');
  }
  plant('node_modules/next/headers.js', 'export const value = 1;');
  const { imports } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));
  const versions = (names: string[]) => Object.fromEntries(names.map((name) => [name, '1.0.0']));
  plant(
    'package.json',
    JSON.stringify({
      name: 'planted',
      type: 'module',
      imports,
      dependencies: versions(dependencies),
      devDependencies: versions(devDependencies),
    }),
  );
  for (const [file, source] of sources) {
    await mkdir(path.dirname(path.join(tree, file)), { recursive: true });
    await writeFile(path.join(tree, file), source);
  }
}

interface Violation {
  from: string;
  /** As written in the import, with `type ` in front when only types are imported. */
  target: string;
  rule: string;
}

/** The part of dependency-cruiser's JSON report that the tests read. */
interface Report {
  modules: {
    source: string;
    dependencies: { module: string; dependencyTypes: string[]; rules?: { name: string }[] }[];
  }[];
}

/** Runs the project's own rules over a tree. */
async function lint(tree: string): Promise<Violation[]> {
  const report = await new Promise<string>((resolve, reject) => {
    execFile(
      process.execPath,
      [
        path.join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs'),
        ...['--config', path.join(root, '.dependency-cruiser.mjs'), '--output-type', 'json', '.'],
      ],
      { cwd: tree, maxBuffer: 64 * 1024 * 1024 },
      (error, stdout, stderr) => (stdout === '' ? reject(error ?? new Error(stderr)) : resolve(stdout)),
    );
  });
  const { modules }: Report = JSON.parse(report);
  return modules.flatMap(({ source, dependencies: found }) =>
    found.flatMap(({ module, dependencyTypes, rules = [] }) =>
      rules.map(({ name }) => ({
        from: source,
        target: dependencyTypes.includes('type-only') ? `type ${module}` : module,
        rule: name,
      })),
    ),
  );
}
