import { expect, test } from 'vitest';
import { parseSpan } from './reconcile-arguments.ts';

test('moments of any time zone, each optional', () => {
  expect(parseSpan([])).toEqual({});
  expect(parseSpan(['--from', '2026-11-22T09:00:00+09:00'])).toEqual({
    from: new Date('2026-11-22T00:00:00Z'),
  });
  expect(parseSpan(['--from=2026-11-22T00:00:00Z', '--to=2026-11-23T00:00:00Z'])).toEqual({
    from: new Date('2026-11-22T00:00:00Z'),
    to: new Date('2026-11-23T00:00:00Z'),
  });
});

test.each([
  ['no value', ['--from'], /--from/],
  ['a day without a time zone', ['--from', '2026-11-22'], /--from: "2026-11-22" is no moment/],
  ['a time without a time zone', ['--to', '2026-11-22T00:00:00'], /--to/],
  ['a day that does not exist', ['--to', '2026-02-30T00:00:00Z'], /--to/],
  ['nonsense', ['--from', 'yesterday'], /"yesterday"/],
  ['an unknown option', ['--since', '2026-11-22T00:00:00Z'], /--since/],
  ['a bare word', ['2026-11-22T00:00:00Z'], /2026-11-22/],
  ['the wrong way round', ['--from=2026-11-23T00:00:00Z', '--to=2026-11-22T00:00:00Z'], /before/],
  ['an empty span', ['--from=2026-11-22T00:00:00Z', '--to=2026-11-22T00:00:00Z'], /before/],
])('refused: %s', (_name, argv, message) => {
  expect(() => parseSpan(argv)).toThrow(message);
});
