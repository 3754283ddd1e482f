import type { ReactNode } from 'react';
import { AlertIcon, CheckIcon, ClockIcon } from './icons.tsx';

export type Tone = 'ok' | 'wait' | 'no' | 'info' | 'plain';

const TONES = {
  ok: { box: 'border-ok bg-ok-wash', sign: 'text-ok', Sign: CheckIcon },
  wait: { box: 'border-wait bg-wait-wash', sign: 'text-wait', Sign: ClockIcon },
  no: { box: 'border-no bg-no-wash', sign: 'text-no', Sign: AlertIcon },
  info: { box: 'border-accent bg-accent-wash', sign: 'text-accent', Sign: ClockIcon },
  plain: { box: 'border-line bg-sunken', sign: 'text-muted', Sign: AlertIcon },
} as const;

type NoticeProps = {
  tone: Tone;
  children: ReactNode;
  className?: string;
  /** How tall the first line is, so that the sign stands in its middle. */
  firstLine?: 'text' | 'title';
};

/** A box that must be read: colour, sign and text say the same thing, so that none of them is needed alone. */
export function Notice(props: NoticeProps) {
  const { box, sign, Sign } = TONES[props.tone];
  return (
    <div className={`flex gap-3 rounded-lg border-l-4 p-4 ${box} ${props.className ?? ''}`}>
      <span className={`flex items-center ${sign} ${props.firstLine === 'title' ? 'h-9 sm:h-11' : 'h-6'}`}>
        <Sign />
      </span>
      <div className="min-w-0 flex-1">{props.children}</div>
    </div>
  );
}
