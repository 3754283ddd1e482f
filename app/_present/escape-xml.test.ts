import { expect, test } from 'vitest';
import { escapeXml } from './escape-xml.ts';

test('a text cannot end the element or the attribute it stands in', () => {
  expect(escapeXml(`<script>"Tom's" & Co</script>`)).toBe(
    '&lt;script&gt;&quot;Tom&#39;s&quot; &amp; Co&lt;/script&gt;',
  );
});

test('Hangul and pictures stay, what XML forbids goes', () => {
  expect(escapeXml('별\u0000 헤는\u001b 밤 🌌\ufffe')).toBe('별 헤는 밤 🌌');
});
