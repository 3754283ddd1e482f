import { z } from 'zod';
import {
  bookListSchema,
  bookPageSchema,
  listBooksInputSchema,
  shelvesSchema,
  similarBooksSchema,
  sitemapPartInputSchema,
  sitemapPartSchema,
  slugSchema,
} from '../../catalog/contract.ts';
import { listBooks } from '../../catalog/list-books.ts';
import { viewBook, viewSitemapPart } from '../../catalog/view-books.ts';
import { viewShelves, viewSimilar } from '../../catalog/view-shelves.ts';
import { publicProcedure, router } from '../init.ts';

const bySlug = z.object({ slug: slugSchema });

export const catalogRouter = router({
  list: publicProcedure
    .input(listBooksInputSchema)
    .output(bookListSchema)
    .query(({ ctx, input }) => listBooks(ctx, input)),
  shelves: publicProcedure.output(shelvesSchema).query(({ ctx }) => viewShelves(ctx)),
  book: publicProcedure
    .input(bySlug)
    .output(bookPageSchema)
    .query(({ ctx, input }) => viewBook(ctx, input.slug)),
  similar: publicProcedure
    .input(bySlug)
    .output(similarBooksSchema)
    .query(({ ctx, input }) => viewSimilar(ctx, input.slug)),
  sitemapPart: publicProcedure
    .input(sitemapPartInputSchema)
    .output(sitemapPartSchema)
    .query(({ ctx, input }) => viewSitemapPart(ctx, input.part)),
});
