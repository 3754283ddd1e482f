import { describe, expect, test } from 'vitest';
import { messages } from './messages.ts';

const { ko, en } = messages;

/** Every text of a catalogue by its dotted key. */
function textsOf(tree: object, prefix = ''): Map<string, string> {
  const texts = new Map<string, string>();
  for (const [key, value] of Object.entries(tree)) {
    if (typeof value === 'string') texts.set(prefix + key, value);
    else for (const entry of textsOf(value, `${prefix}${key}.`)) texts.set(...entry);
  }
  return texts;
}

/** The names of the values that a text asks for: `{no}`, `{n, plural, …}`. */
function placeholdersOf(text: string): string[] {
  const names = [...text.matchAll(/\{(\w+)(?=[},])/g)].map((match) => match[1] ?? '');
  return [...new Set(names)].sort();
}

describe('the two languages', () => {
  const korean = textsOf(ko);
  const english = textsOf(en);

  test('have the same keys', () => {
    expect([...korean.keys()].sort()).toEqual([...english.keys()].sort());
  });

  test('ask for the same values in every text', () => {
    for (const [key, text] of korean) {
      expect(placeholdersOf(english.get(key) ?? ''), key).toEqual(placeholdersOf(text));
    }
  });

  test('leave no text empty', () => {
    for (const [key, text] of [...korean, ...english]) expect(text.trim(), key).not.toBe('');
  });
});

describe('a shopper is told "not charged"', () => {
  const claims =
    /not (been )?charged|nothing was charged|청구된 금액은 없|결제된 금액은 없|아직 결제되지 않았/i;
  // Each of these is shown only after a proven "no", or when the order was refused before anything was sent.
  const proven = new Set([
    'order.declined.body',
    'order.declinedForGood.body',
    'order.notCharged.body',
    'order.notChargedForGood.body',
    'order.cancelled.body',
    'placement.notSaved.body',
    'placement.priceChanged.body',
    'placement.unknownBook.body',
  ]);

  test.each([
    ['ko', textsOf(ko)],
    ['en', textsOf(en)],
  ])('only where it is proven (%s)', (_, texts) => {
    const claiming = [...texts].filter(([key, text]) => !key.startsWith('admin.') && claims.test(text));
    expect(new Set(claiming.map(([key]) => key))).toEqual(proven);
  });
});
