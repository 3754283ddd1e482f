import { runWithOwnNode } from './own-node.mjs';

runWithOwnNode('test.ts', process.argv.slice(2));
