import { runWithOwnNode } from './own-node.mjs';

runWithOwnNode('start.ts', process.argv.slice(2));
