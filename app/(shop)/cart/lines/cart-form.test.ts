import { expect, test } from 'vitest';
import { parseCartForm } from './cart-form.ts';

const bookId = '019b0000-0000-7000-8000-000000000001';

function formOf(fields: Record<string, string>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
}

test.each([
  [
    { intent: 'add', bookId, quantity: '2' },
    { intent: 'add', bookId, quantity: 2 },
  ],
  [
    { intent: 'buy', bookId, quantity: '20' },
    { intent: 'buy', bookId, quantity: 20 },
  ],
  [
    { intent: 'set', bookId, quantity: '1' },
    { intent: 'set', bookId, quantity: 1 },
  ],
  [
    { intent: 'remove', bookId },
    { intent: 'remove', bookId },
  ],
  [
    { intent: 'save', bookId },
    { intent: 'save', bookId },
  ],
  [
    { intent: 'move', bookId },
    { intent: 'move', bookId },
  ],
  [{ intent: 'acknowledge' }, { intent: 'acknowledge' }],
  [
    { intent: 'again', number: '20261122-7f3k9q' },
    { intent: 'again', number: '20261122-7F3K9Q' },
  ],
])('%o is understood', (fields, asked) => {
  expect(parseCartForm(formOf(fields))).toEqual(asked);
});

test.each([
  [{}],
  [{ intent: 'empty' }],
  [{ intent: 'add', bookId }],
  [{ intent: 'add', bookId, quantity: '' }],
  [{ intent: 'add', bookId, quantity: '0' }],
  [{ intent: 'add', bookId, quantity: '21' }],
  [{ intent: 'add', bookId, quantity: '1.5' }],
  [{ intent: 'add', bookId, quantity: 'many' }],
  [{ intent: 'set', bookId, quantity: '-1' }],
  [{ intent: 'save', bookId: "'; drop table cart_lines; --" }],
  [{ intent: 'again', number: '1' }],
])('%o is not', (fields) => {
  expect(parseCartForm(formOf(fields))).toBeNull();
});

test('a file is no book', () => {
  const form = formOf({ intent: 'save' });
  form.set('bookId', new Blob(['x']), 'book.txt');
  expect(parseCartForm(form)).toBeNull();
});
