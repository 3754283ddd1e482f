import { inngestEndpoint } from '#inngest/index.ts';

/** Longer than the longest step, in seconds: a charge gives up after 5 s, a fence asks twice. */
export const maxDuration = 30;

export const { GET, POST, PUT } = inngestEndpoint;
