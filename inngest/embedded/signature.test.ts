import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { canonicalJson, isSignedText, signText } from './signature.ts';

const KEY = 'signkey-prod-0011aaff';

test('the signature is the HMAC of text and time under the key without its prefix', () => {
  const expected = createHmac('sha256', '0011aaff').update('{"a":1}1700000000').digest('hex');
  expect(signText('{"a":1}', KEY, new Date(1_700_000_000_900))).toBe(`t=1700000000&s=${expected}`);
});

test('a text is accepted with its own fresh signature only', () => {
  const signature = signText('text', KEY);
  expect(isSignedText('text', KEY, signature)).toBe(true);
  expect(isSignedText('text ', KEY, signature)).toBe(false);
  expect(isSignedText('text', 'signkey-prod-0011aafe', signature)).toBe(false);
  expect(isSignedText('text', KEY, null)).toBe(false);
  expect(isSignedText('text', KEY, 't=&s=')).toBe(false);
  expect(isSignedText('text', KEY, signText('text', KEY, new Date(Date.now() - 301_000)))).toBe(false);
});

test('keys are sorted by code unit at every depth and values are written as JSON writes them', () => {
  const value = { b: [{ z: 1, a: null }], a: 'é\u0000"', Z: 1e21, '': true, gone: undefined, n: -0 };
  expect(canonicalJson(value)).toBe('{"":true,"Z":1e+21,"a":"é\\u0000\\"","b":[{"a":null,"z":1}],"n":0}');
  expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
});
