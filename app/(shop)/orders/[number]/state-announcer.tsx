import { useState } from 'react';

/**
 * Tells screen readers a new state, once. The region stands empty from the first render on, because one that
 * comes with its words is not read; its words change with the state's name only, not with every time in its text.
 */
export function StateAnnouncer({ title, body }: { title: string; body: string }) {
  const [said, setSaid] = useState({ title, words: '' });
  if (said.title !== title) setSaid({ title, words: `${title}. ${body}` });
  return (
    <p role="status" aria-atomic="true" data-testid="state-announcer" className="sr-only">
      {said.words}
    </p>
  );
}
