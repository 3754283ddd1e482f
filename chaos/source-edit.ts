import { z } from 'zod';

export const editsSchema = z.array(z.object({ file: z.string(), find: z.string(), replace: z.string() }));
/** `find` occurs exactly once in `file`, a path from the root of the repository. */
export type SourceEdit = z.infer<typeof editsSchema>[number];

/** What an edited process reports for each edit. */
export const EDITED = 'source edited';
