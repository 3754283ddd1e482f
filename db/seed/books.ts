import { childrensBooks } from './books/children.ts';
import { essaysAndPhilosophy } from './books/essay-philosophy.ts';
import { koreanClassics } from './books/korean-classic.ts';
import { koreanModern } from './books/korean-modern.ts';
import { poetry } from './books/poetry.ts';
import { worldClassics } from './books/world-classic.ts';
import { worldNovels } from './books/world-novel.ts';
import type { SeedBook } from './seed-book.ts';

/**
 * The catalogue a new shop opens with: works whose authors died in 1962 or earlier, which makes them public
 * domain in Korea. One book starts sold out, one out of print and one announced, and a few are down to
 * their last copies, so that every state of the shelf can be seen without preparing it.
 */
export const seedBooks: readonly SeedBook[] = [
  ...koreanClassics,
  ...koreanModern,
  ...poetry,
  ...worldNovels,
  ...worldClassics,
  ...essaysAndPhilosophy,
  ...childrensBooks,
];
