const SHARED =
  'inline-flex min-h-11 min-w-11 items-center justify-center gap-2 rounded-md py-2 text-center motion-safe:transition-colors ' +
  'disabled:cursor-not-allowed aria-disabled:cursor-progress';

const LOOKS = {
  primary:
    'bg-accent px-5 font-semibold text-on-accent hover:bg-accent-strong disabled:bg-line disabled:text-muted ' +
    'aria-disabled:bg-accent-strong',
  secondary:
    'border border-control-line bg-surface px-5 font-semibold text-ink hover:bg-sunken disabled:text-muted',
  quiet: 'text-accent underline underline-offset-4 hover:text-accent-strong',
} as const;

/** The look of a button, for `<button>` and for links that act like one. At least 44 px each way, so that a thumb hits it. */
export function buttonClass(look: keyof typeof LOOKS, more = ''): string {
  return `${SHARED} ${LOOKS[look]} ${more}`;
}
