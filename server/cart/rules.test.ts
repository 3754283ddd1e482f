import { expect, test } from 'vitest';
import { type BookId, bookIdSchema } from '../kernel/ids.ts';
import { MAX_COPIES, MAX_LINES } from './contract.ts';
import { decideAddition, type HeldLine } from './rules.ts';

const bookNumber = (n: number): BookId =>
  bookIdSchema.parse(`019b0000-0000-7000-8000-${String(n).padStart(12, '0')}`);
const held = (n: number, quantity: number, savedForLater = false): HeldLine => ({
  bookId: bookNumber(n),
  quantity,
  savedForLater,
});
const wanted = (n: number, quantity: number) => ({ bookId: bookNumber(n), quantity });

test('copies of a book that is there add up', () => {
  expect(decideAddition([held(1, 2)], [wanted(1, 3)])).toEqual({
    kind: 'add',
    lines: [wanted(1, 5)],
    capped: false,
  });
});

test('exactly the most copies are not capped, one more is', () => {
  expect(decideAddition([held(1, 15)], [wanted(1, 5)])).toMatchObject({ capped: false });
  expect(decideAddition([held(1, 15)], [wanted(1, 6)])).toEqual({
    kind: 'add',
    lines: [wanted(1, MAX_COPIES)],
    capped: true,
  });
});

test('one capped book among several is told, and the others keep what was asked for', () => {
  expect(decideAddition([held(1, 20)], [wanted(1, 1), wanted(2, 3)])).toEqual({
    kind: 'add',
    lines: [wanted(1, MAX_COPIES), wanted(2, 3)],
    capped: true,
  });
});

test('a book that was saved for later comes back with the copies of now', () => {
  expect(decideAddition([held(1, 18, true)], [wanted(1, 3)])).toEqual({
    kind: 'add',
    lines: [wanted(1, 3)],
    capped: false,
  });
});

test('a full cart takes no further book, but more copies of those it holds, also of saved ones', () => {
  const full = Array.from({ length: MAX_LINES }, (_, index) => held(index, 1, index === 0));
  expect(decideAddition(full, [wanted(MAX_LINES, 1)])).toEqual({ kind: 'full' });
  expect(decideAddition(full, [wanted(0, 1), wanted(1, 1)])).toMatchObject({ kind: 'add' });
});

test('several books are added together or not at all', () => {
  const nearlyFull = Array.from({ length: MAX_LINES - 1 }, (_, index) => held(index, 1));
  expect(decideAddition(nearlyFull, [wanted(100, 1)])).toMatchObject({ kind: 'add' });
  expect(decideAddition(nearlyFull, [wanted(100, 1), wanted(101, 1)])).toEqual({ kind: 'full' });
});
