import type { KnipConfig } from 'knip';

export default {
  entry: [
    // Started as processes, never imported.
    'scripts/{start,test}.{mjs,ts}',
    'scripts/next-server.ts',
    'gateway/main.ts',
    'inngest/embedded/main.ts',
    'db/postgres-process.ts',
    'scripts/{inngest-runs,reconcile}.ts',
    'chaos/{hostile,guards,outage,shop,edit-source}.ts',
    'bench/*.ts',
  ],
  project: ['**/*.{ts,tsx,mjs,css}'],
  // A type that describes what an exported function takes or returns is part of that function.
  ignoreExportsUsedInFile: { type: true, interface: true },
  ignoreDependencies: [
    // The parser of dependency-cruiser, which finds it by itself.
    '@swc/core',
  ],
} satisfies KnipConfig;
