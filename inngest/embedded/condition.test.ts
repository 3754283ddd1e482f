import { expect, test } from 'vitest';
import { compileCondition, compilePath } from './condition.ts';

const scope = { event: { data: { id: 'a1', n: 2, ok: true } }, async: { data: { id: 'a1' } } };

test.each([
  ["event.data.id == 'a1'", true],
  ['event.data.id == "a1"', true],
  ['event.data.n == 2', true],
  ['event.data.ok==true', true],
  ['event.data.id == async.data.id', true],
  ["'a1' == async.data.id", true],
  ["event.data.id == 'b'", false],
  ["event.data.n == '2'", false],
])('%s is %s', (text, expected) => {
  expect(compileCondition(text)(scope)).toBe(expected);
});

test('paths that lead nowhere equal nothing, not even each other', () => {
  expect(compileCondition('event.data.x == async.data.y')(scope)).toBe(false);
  expect(compileCondition('event.data.id.deeper == null')(scope)).toBe(false);
});

test.each([
  'event.data.n > 1',
  'event.data.a == 1 && event.data.b == 2',
  'size(event.data) == 1',
  '',
  'a == b',
])('anything else is refused by its text: %s', (text) => {
  expect(() => compileCondition(text)).toThrow(text);
});

test('a path reads a value and nothing else', () => {
  expect(compilePath('event.data.id')(scope)).toBe('a1');
  expect(() => compilePath("event.data.id + '-x'")).toThrow("event.data.id + '-x'");
});
