import type { ReactNode } from 'react';
import { Notice, type Tone } from '../../_ui/notice.tsx';

type Props = { tone: Tone; title: string; body?: ReactNode; children?: ReactNode };

/** Something to be read beside the pay button; `children` are the ways on. */
export function Panel({ tone, title, body, children }: Props) {
  return (
    <Notice tone={tone}>
      <h3 className="font-semibold">{title}</h3>
      {body && <div className="mt-1 space-y-1">{body}</div>}
      {children && <div className="mt-3 flex flex-wrap gap-3">{children}</div>}
    </Notice>
  );
}
