import { useRouter } from 'next/navigation';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { CartView, SetCartQuantityInput } from '#server/cart/contract.ts';
import { assertNever } from '#server/kernel/assert-never.ts';
import type { OrderNumber } from '#server/kernel/ids.ts';
import type { Contact, Locale } from '#server/orders/contract.ts';
import type { Refusal } from '../../_present/placement-notices.ts';
import { shop } from '../../_trpc/shop.ts';
import { forgetDraft } from './contact-draft.ts';
import { findLostOrder } from './find-lost-order.ts';
import { openOrder } from './open-order.ts';
import { keyFor, markPlaced, markRefused, markSent, type OrderKey } from './order-keys.ts';
import { announceOrder, listenForOrders } from './order-news.ts';
import { sendOrder } from './send-order.ts';

/** Where pressing "pay" has led. */
export type Placement =
  /** Before the browser has read its key. */
  | { kind: 'preparing' }
  | { kind: 'idle' }
  | { kind: 'sending' }
  /** The answer was lost: asking what became of the order. */
  | { kind: 'checking' }
  /** The answer was lost and no order is known; the same key may be sent again. */
  | { kind: 'not_seen' }
  | { kind: 'not_saved' }
  | { kind: 'refused'; refusal: Refusal; sent: CartView }
  | { kind: 'already_placed'; orderNumber: OrderNumber | null }
  | { kind: 'ordered_elsewhere'; orderNumber: OrderNumber }
  /** The shop is newer than this page. Once it is loaded afresh it asks what became of the order, if one was sent. */
  | { kind: 'outdated' }
  /** Placed; on the way to the order's own page. */
  | { kind: 'leaving' };

export type OrderForm = {
  contact: Contact;
  paymentToken: string;
  locale: Locale;
  /** The shopper was asked whether to order the same books again, and said yes. */
  sameAgain: boolean;
};

/** Places the order of a cart once, whatever happens to clicks, answers, tabs and reloads. */
export function usePlacement(givenCart: CartView) {
  const router = useRouter();
  const [cart, setCart] = useState(givenCart);
  const [placement, setPlacement] = useState<Placement>({ kind: 'preparing' });
  // The key this page was opened with. Another tab may have placed the order since, and forgotten the key.
  const opened = useRef<{ fingerprint: string; orderKey: OrderKey } | null>(null);
  // State is a render behind; a double click is not.
  const isSending = useRef(false);

  function openedKey(): OrderKey {
    if (opened.current?.fingerprint !== cart.fingerprint) {
      opened.current = { fingerprint: cart.fingerprint, orderKey: keyFor(localStorage, cart.fingerprint) };
    }
    return opened.current.orderKey;
  }

  function arrive(key: string, orderNumber: OrderNumber): void {
    markPlaced(localStorage, cart.fingerprint, key, orderNumber);
    forgetDraft(sessionStorage);
    announceOrder(orderNumber);
    setPlacement({ kind: 'leaving' });
    openOrder(orderNumber);
  }

  async function lookForLost(key: string): Promise<void> {
    setPlacement({ kind: 'checking' });
    const orderNumber = await findLostOrder(() => shop.orders.byClientKey.query({ clientKey: key }));
    if (orderNumber === null) setPlacement({ kind: 'not_seen' });
    else arrive(key, orderNumber);
  }

  function sayAlreadyPlaced(key: string, known: OrderNumber | null): void {
    if (known !== null) markPlaced(localStorage, cart.fingerprint, key, known);
    setPlacement({ kind: 'already_placed', orderNumber: known });
  }

  function noteSent(key: string): void {
    markSent(localStorage, cart.fingerprint, key);
    opened.current = { fingerprint: cart.fingerprint, orderKey: { state: 'sent', key } };
  }

  function noteRefused(key: string): void {
    markRefused(localStorage, cart.fingerprint, key);
    opened.current = { fingerprint: cart.fingerprint, orderKey: { state: 'fresh', key } };
  }

  async function placeOnce(form: OrderForm): Promise<void> {
    const { key, state } = openedKey();
    setPlacement({ kind: 'sending' });
    noteSent(key);
    const lines = payableLines(cart);
    // Not through TanStack Query: a paused mutation would be sent when the network is back, perhaps hours later.
    const answer = await sendOrder(() =>
      shop.orders.place.mutate({ ...form, clientKey: key, lines, expectedTotal: cart.total }),
    );
    switch (answer.kind) {
      case 'placed': {
        // An order of this content from another tab: say so, rather than pretend that this press placed it.
        const isAnothers = answer.replayed && state === 'fresh';
        return isAnothers ? sayAlreadyPlaced(key, answer.orderNumber) : arrive(key, answer.orderNumber);
      }
      case 'key_reused': {
        const known = await shop.orders.byClientKey.query({ clientKey: key }).catch(() => null);
        return sayAlreadyPlaced(key, known?.orderNumber ?? null);
      }
      case 'lost':
        return lookForLost(key);
      case 'not_understood':
        return setPlacement({ kind: 'outdated' });
      case 'outdated':
      case 'not_saved':
        noteRefused(key);
        return setPlacement({ kind: answer.kind });
      case 'sold_out':
      case 'price_changed':
      case 'unknown_book':
      case 'same_again':
        noteRefused(key);
        // Without today's cart the shopper still learns why; the next press is refused for the same reason.
        setCart(await shop.cart.view.query().catch(() => cart));
        return setPlacement({ kind: 'refused', refusal: answer, sent: cart });
      default:
        return assertNever(answer);
    }
  }

  async function place(form: OrderForm): Promise<void> {
    if (isSending.current) return;
    isSending.current = true;
    await placeOnce(form).finally(() => {
      isSending.current = false;
    });
  }

  async function setQuantity(input: SetCartQuantityInput): Promise<void> {
    const changed = await shop.cart.setQuantity.mutate(input).catch(() => null);
    // Without an answer the question stays, and with it the button to press again.
    if (changed === null) return;
    setCart(changed);
    setPlacement({ kind: 'idle' });
  }

  const prepare = useEffectEvent(() => {
    const orderKey = openedKey();
    if (orderKey.state === 'placed') sayAlreadyPlaced(orderKey.key, orderKey.orderNumber);
    else if (orderKey.state === 'sent') void lookForLost(orderKey.key);
    else setPlacement({ kind: 'idle' });
  });
  useEffect(() => prepare(), []);

  const hearOfOrder = useEffectEvent((orderNumber: OrderNumber) => {
    // A tab that is asking by itself hears from the shop, which knows better.
    if (isSending.current || placement.kind === 'checking' || placement.kind === 'leaving') return;
    setPlacement({ kind: 'ordered_elsewhere', orderNumber });
  });
  useEffect(() => listenForOrders((orderNumber) => hearOfOrder(orderNumber)), []);

  const comeBack = useEffectEvent((event: PageTransitionEvent) => {
    // The browser shows this page as it was left, "paying" and all; the cart is as old as that.
    if (!event.persisted) return;
    isSending.current = false;
    prepare();
    router.refresh();
  });
  useEffect(() => {
    const listener = (event: PageTransitionEvent) => comeBack(event);
    window.addEventListener('pageshow', listener);
    return () => window.removeEventListener('pageshow', listener);
  }, []);

  return { cart, placement, place, setQuantity };
}

function payableLines(cart: CartView) {
  return cart.lines
    .filter((line) => line.payable)
    .map(({ book, quantity }) => ({ bookId: book.id, quantity }));
}
