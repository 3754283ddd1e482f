/*
 * Who may import whom: the table of docs/adr/0005-import-rules.md, one block of rules per row. Every rule is
 * an error and there is no list of exceptions; scripts/import-rules.test.ts proves that each row forbids and
 * allows what it says.
 */
import { globSync, readFileSync } from 'node:fs';

const TESTS = String.raw`\.test\.tsx?$|(^|/)testing/`;
const CONTRACT = String.raw`^server/[^/]+/contract\.ts$`;
const RULES = String.raw`^server/[^/]+/rules\.ts$`;
const STORE = String.raw`^server/[^/]+/[^/]+-store\.ts$`;
const KERNEL = '^server/kernel/';
const GATEWAY_CLIENT = '^server/payments/gateway/';
const TRPC = '^server/trpc/';
const ROUTER_ROOT = String.raw`^server/trpc/root\.ts$`;
/** A verb is what is left in a slice: neither contract nor rules nor store nor gateway client. */
const SLICE_FILE = String.raw`^server/([^/]+)/[^/]+\.ts$`;
const NOT_A_VERB = [CONTRACT, RULES, STORE, KERNEL, TRPC];
const SHIPPED = '^(app|server|db|inngest|gateway)/|^scripts/(start|supervisor/|next-server)';

/** Matches an installed package and everything below it. */
const packages = (...names) => `(^|/)node_modules/(${names.join('|')})/`;
const DRIZZLE = packages('drizzle-orm', 'postgres', 'pg');
const KY = packages('ky');
const INNGEST = packages('inngest');
const NEXT = packages('next', 'next-intl');
const REACT = packages('react', 'react-dom');

/** Whether a module runs in the browser is written in its first statement, not in its path. */
const clientModules = globSync('app/**/*.{ts,tsx}')
  .filter((file) => /^(\s|\/\/.*\n|\/\*[\s\S]*?\*\/)*['"]use client['"]/.test(readFileSync(file, 'utf8')))
  .map((file) => `^${file.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)}$`);

const forbid = (name, from, to) => ({
  name,
  severity: 'error',
  from: { ...from, pathNot: [TESTS, ...[from.pathNot ?? []].flat()] },
  to,
});

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    forbid('contract-is-browser-safe', { path: CONTRACT }, { pathNot: [packages('zod'), KERNEL, CONTRACT] }),
    // A contract may import the kernel, so the kernel has to be just as safe.
    forbid('kernel-is-browser-safe', { path: KERNEL }, { pathNot: [packages('zod', 'uuid'), KERNEL] }),

    forbid(
      'rules-are-pure',
      { path: String.raw`^server/([^/]+)/rules\.ts$` },
      { pathNot: [String.raw`^server/$1/contract\.ts$`, KERNEL] },
    ),

    forbid(
      'store-knows-only-data',
      { path: STORE },
      { path: [SLICE_FILE, GATEWAY_CLIENT, TRPC], pathNot: [CONTRACT, STORE, KERNEL] },
    ),
    forbid('store-has-no-framework', { path: STORE }, { path: [KY, INNGEST, NEXT, REACT, '^inngest/'] }),

    forbid(
      'verb-has-no-technology',
      { path: SLICE_FILE, pathNot: NOT_A_VERB },
      { path: [DRIZZLE, KY, INNGEST, NEXT, packages('@trpc/[^/]+'), TRPC, '^inngest/', '^db/schema/'] },
    ),
    forbid(
      'verb-sees-the-gateway-as-a-port',
      { path: SLICE_FILE, pathNot: NOT_A_VERB },
      { path: GATEWAY_CLIENT, pathNot: String.raw`^server/payments/gateway/port\.ts$` },
    ),
    forbid(
      'verb-enters-other-slices-by-verb-or-contract',
      { path: SLICE_FILE, pathNot: NOT_A_VERB },
      { path: [RULES, STORE], pathNot: '^server/$1/' },
    ),

    forbid(
      'gateway-client-knows-only-the-wire',
      { path: GATEWAY_CLIENT },
      {
        path: ['^(app|db|inngest)/', '^server/', DRIZZLE],
        pathNot: [GATEWAY_CLIENT, KERNEL, '^server/payments/contract'],
      },
    ),

    forbid(
      'router-only-calls-verbs',
      { path: TRPC },
      { path: ['^(db|inngest)/', STORE, GATEWAY_CLIENT, DRIZZLE, KY, INNGEST] },
    ),

    forbid(
      'durable-function-only-calls-verbs',
      { path: '^inngest/functions/' },
      { path: ['^(db|app)/', STORE, GATEWAY_CLIENT, DRIZZLE, KY] },
    ),

    forbid('server-is-not-a-web-framework', { path: '^server/' }, { path: ['^(app|inngest)/', NEXT, REACT] }),

    forbid(
      'app-has-no-database',
      { path: '^app/' },
      { path: ['^db/', STORE, DRIZZLE, String.raw`^inngest/client\.ts$`] },
    ),
    forbid(
      'page-sees-contracts-only',
      { path: '^app/', pathNot: ['^app/api/', String.raw`^app/_trpc/server\.ts$`] },
      { path: '^(server|inngest)/', pathNot: [CONTRACT, KERNEL, ROUTER_ROOT] },
    ),
    forbid(
      'page-sees-the-router-as-a-type',
      { path: '^app/', pathNot: ['^app/api/', String.raw`^app/_trpc/server\.ts$`] },
      { path: ROUTER_ROOT, dependencyTypesNot: ['type-only'] },
    ),
    forbid('ui-never-fetches', { path: '^app/(_ui|_present)/' }, { path: '^app/_trpc/' }),
    ...(clientModules.length === 0
      ? []
      : [
          forbid(
            'browser-code-stays-in-the-browser',
            { path: clientModules },
            { path: [String.raw`^app/_trpc/server\.ts$`, '^app/api/', packages('server-only')] },
          ),
          forbid('browser-code-has-no-node', { path: clientModules }, { dependencyTypes: ['core'] }),
        ]),

    forbid('shipped-code-has-no-tests', { path: SHIPPED }, { path: [TESTS, '^(chaos|bench|e2e)/'] }),
    forbid('nothing-imports-the-simulator', { path: SHIPPED, pathNot: '^gateway/' }, { path: '^gateway/' }),
    forbid(
      'the-simulator-imports-nothing-of-the-shop',
      { path: '^gateway/' },
      { path: '^(app|server|db|inngest)/' },
    ),
    forbid(
      'shipped-code-has-no-dev-dependency',
      { path: SHIPPED },
      { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    ),

    // An import that cannot be resolved, or that package.json does not name, would pass every rule above.
    { name: 'import-resolves', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'package-is-declared',
      severity: 'error',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    { name: 'no-cycle', severity: 'error', from: {}, to: { circular: true } },
  ],
  options: {
    // TypeScript 7 has no compiler API for tools; swc reads the same files and tells type imports apart.
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    exclude: { path: String.raw`^(\.next|\.data|test-results|playwright-report)/` },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
