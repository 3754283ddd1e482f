import type { ReactNode } from 'react';
import { AlertIcon, CheckIcon, ClockIcon, ReturnIcon } from './icons.tsx';

export type Tone = 'ok' | 'wait' | 'no' | 'info' | 'plain';

const TONES = {
  ok: { box: 'border-ok bg-ok-wash', sign: 'text-ok', Sign: CheckIcon },
  wait: { box: 'border-wait bg-wait-wash', sign: 'text-wait', Sign: ClockIcon },
  no: { box: 'border-no bg-no-wash', sign: 'text-no', Sign: AlertIcon },
  info: { box: 'border-accent bg-accent-wash', sign: 'text-accent', Sign: ReturnIcon },
  plain: { box: 'border-line bg-sunken', sign: 'text-muted', Sign: AlertIcon },
} as const;

/** A box that must be read: colour, sign and text say the same thing, so that none of them is needed alone. */
export function Notice(props: { tone: Tone; children: ReactNode; className?: string }) {
  const { box, sign, Sign } = TONES[props.tone];
  return (
    <div className={`flex gap-3 rounded-lg border-l-4 p-4 ${box} ${props.className ?? ''}`}>
      <span className={`mt-0.5 ${sign}`}>
        <Sign />
      </span>
      <div className="min-w-0 flex-1">{props.children}</div>
    </div>
  );
}
