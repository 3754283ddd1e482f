'use client';

import { useRouter } from 'next/navigation';
import {
  createContext,
  type ReactNode,
  type SubmitEvent,
  startTransition,
  use,
  useActionState,
  useEffect,
  useOptimistic,
  useRef,
  useState,
} from 'react';
import { ANSWER_LOST_AFTER_MS } from '../../_http/answer-lost.ts';

type Copies = Readonly<Record<string, number>>;
const NONE: Copies = {};

const LiveCartContext = createContext<{ wanted: Copies; failed: string | null }>({
  wanted: NONE,
  failed: null,
});

type Props = {
  /** The total as a sentence, for those who cannot see it change. */
  total: string;
  /** What to say when a change did not happen. */
  notChanged: string;
  children: ReactNode;
};

/**
 * Saves the forms inside it the reload of the page: each works by itself, and is posted to the same address. Changes
 * are sent one after the other. A new number of copies is shown at once, and taken back if the shop does not take it;
 * totals are only ever the shop's.
 */
export function LiveCart({ total, notChanged, children }: Props) {
  const router = useRouter();
  const [wanted, want] = useOptimistic(NONE, (all, more: Copies) => ({ ...all, ...more }));
  const [failed, send, isBusy] = useActionState(async (_failed: string | null, form: FormData) => {
    if (!(await isTaken(form))) return subjectOf(form);
    // A notice in the address was about an earlier change.
    window.history.replaceState(null, '', '/cart');
    router.refresh();
    return null;
  }, null);
  const focusAfterwards = useFocusAfterwards(isBusy);
  useEffect(() => {
    // A page that the browser kept shows the cart as it was when it was left.
    const renew = (event: PageTransitionEvent) => event.persisted && router.refresh();
    window.addEventListener('pageshow', renew);
    return () => window.removeEventListener('pageshow', renew);
  }, [router]);
  const said = useChange(total);

  function submit(event: SubmitEvent<HTMLElement>) {
    const { submitter } = event.nativeEvent;
    if (!(event.target instanceof HTMLFormElement) || submitter === null) return;
    event.preventDefault();
    const form = new FormData(event.target, submitter);
    focusAfterwards(event.currentTarget, submitter);
    startTransition(() => {
      if (form.get('intent') === 'set') want({ [subjectOf(form)]: Number(form.get('quantity')) });
      send(form);
    });
  }

  return (
    <LiveCartContext value={{ wanted, failed }}>
      <section aria-labelledby="cart" aria-busy={isBusy} onSubmit={submit} className="group/cart">
        {children}
        <p role="status" className="sr-only">
          {failed === null ? said : notChanged}
        </p>
      </section>
    </LiveCartContext>
  );
}

/** The copies of a book that were asked for and are not confirmed yet, if any. */
export function useWantedCopies(bookId: string): number | undefined {
  return use(LiveCartContext).wanted[bookId];
}

/** Shows its text when the last change failed, and was about this book or, without one, of this intent. */
export function NotChanged({ subject, children }: { subject: string; children: ReactNode }) {
  return use(LiveCartContext).failed === subject && <p className="text-sm text-no">{children}</p>;
}

/** What a form is about: a book, or else the one thing that its intent names. */
function subjectOf(form: FormData): string {
  return String(form.get('bookId') ?? form.get('intent'));
}

async function isTaken(form: FormData): Promise<boolean> {
  try {
    const answer = await fetch('/cart/lines', {
      method: 'POST',
      body: form,
      headers: { Accept: 'application/json' },
      signal: AbortSignal.timeout(ANSWER_LOST_AFTER_MS),
    });
    return answer.ok;
  } catch {
    // Without an answer nobody knows; every change says what shall be, so trying again is safe.
    return false;
  }
}

/** The text once it differs from the one before; nothing at first. */
function useChange(text: string): string {
  const [known, setKnown] = useState({ text, change: '' });
  if (known.text !== text) setKnown({ text, change: text });
  return known.change;
}

/**
 * Keeps a keyboard's place: when what was pressed is gone or can no longer be pressed, the focus goes on to the
 * heading of its line, or of what follows it, or of what stands before.
 */
function useFocusAfterwards(isBusy: boolean) {
  const left = useRef<{ pressed: HTMLElement; places: HTMLElement[] }>(null);
  useEffect(() => {
    if (isBusy || left.current === null) return;
    const { pressed, places } = left.current;
    left.current = null;
    if (pressed.isConnected && !pressed.matches(':disabled')) return;
    places.find((place) => place.isConnected)?.focus();
  }, [isBusy]);

  return (cart: HTMLElement, pressed: HTMLElement) => {
    const places = [...cart.querySelectorAll<HTMLElement>('[data-place]')];
    const own = Math.max(
      0,
      places.findIndex((place) => place.closest('li')?.contains(pressed)),
    );
    left.current = { pressed, places: [...places.slice(own), ...places.slice(0, own).reverse()] };
  };
}
