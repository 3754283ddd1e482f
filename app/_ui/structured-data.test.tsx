import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { StructuredData } from './structured-data.tsx';

test.each(['</script><script>alert(1)</script>', '<!--<script>', 'Tom & "Jerry"', '별'])(
  'the text %j is read back as it was and ends nothing',
  (text) => {
    const markup = renderToStaticMarkup(<StructuredData data={{ text }} />);
    const [, json = ''] = /^<script type="application\/ld\+json">([^<]*)<\/script>$/.exec(markup) ?? [];
    expect(JSON.parse(json)).toEqual({ text });
  },
);
