const SHARED =
  'inline-flex min-h-11 items-center justify-center gap-2 rounded-md px-5 py-2.5 text-center font-semibold ' +
  'no-underline motion-safe:transition-colors disabled:cursor-not-allowed aria-disabled:cursor-progress';

const LOOKS = {
  primary:
    'bg-accent text-on-accent hover:bg-accent-strong disabled:bg-line disabled:text-muted ' +
    'aria-disabled:bg-accent-strong',
  secondary: 'border border-control-line bg-surface text-ink hover:bg-sunken disabled:text-muted',
  quiet: 'px-2 font-normal text-accent underline underline-offset-4 hover:text-accent-strong',
} as const;

/** The look of a button, for `<button>` and for links that act like one. 44 px high, so that a thumb hits it. */
export function buttonClass(look: keyof typeof LOOKS, more = ''): string {
  return `${SHARED} ${LOOKS[look]} ${more}`;
}
