import { z } from 'zod';
import { bookCardSchema, bookPageSchema, listBooksInputSchema, slugSchema } from '../../catalog/contract.ts';
import { listBooks, viewBook } from '../../catalog/view-books.ts';
import { publicProcedure, router } from '../init.ts';

export const catalogRouter = router({
  list: publicProcedure
    .input(listBooksInputSchema)
    .output(z.object({ books: z.array(bookCardSchema) }))
    .query(({ ctx, input }) => listBooks(ctx, input)),
  book: publicProcedure
    .input(z.object({ slug: slugSchema }))
    .output(bookPageSchema)
    .query(({ ctx, input }) => viewBook(ctx, input.slug)),
});
