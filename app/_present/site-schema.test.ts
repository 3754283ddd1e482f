import { expect, test } from 'vitest';
import { breadcrumbSchema, shopSchema } from './site-schema.ts';

test('the shop says where its search is', () => {
  expect(shopSchema('Slow Books', 'https://books.example/en').potentialAction.target.urlTemplate).toBe(
    'https://books.example/en?q={words}',
  );
});

test('the way to a page is numbered from the front page on', () => {
  const steps = [
    { name: '느린책방', url: 'https://books.example/' },
    { name: '시', url: 'https://books.example/?category=poetry' },
  ];
  expect(breadcrumbSchema(steps).itemListElement).toEqual([
    { '@type': 'ListItem', position: 1, name: '느린책방', item: 'https://books.example/' },
    { '@type': 'ListItem', position: 2, name: '시', item: 'https://books.example/?category=poetry' },
  ]);
});
