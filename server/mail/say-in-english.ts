import { assertNever } from '../kernel/assert-never.ts';
import { formatWon } from '../kernel/format-won.ts';
import type { Message, OrderedLine } from './decide-message.ts';
import { formatSeoulTime, oneLine, type Saying } from './mail-parts.ts';

/** In the words of the order page. */
export function sayInEnglish(message: Message): Saying {
  const won = (amount: number) => formatWon(amount, 'en');
  const time = (at: Date) => formatSeoulTime(at, 'en');
  const no = `Order number ${message.number}`;
  const action = 'View your order';
  switch (message.kind) {
    case 'confirmed':
      return {
        title: 'Payment complete',
        paragraphs: [
          "Thank you. We're getting your books ready.",
          `${no}\nOrdered ${time(message.placedAt)}`,
          message.lines.map((line) => receiptLine(line)).join('\n'),
          `Items ${won(message.itemsTotal)}\nDelivery ${won(message.shipping)}\nTotal ${won(message.total)}`,
        ],
        action,
      };
    case 'declined': {
      const { wasRefused, heldUntil } = message;
      const why = wasRefused
        ? 'It was declined, and you were not charged.'
        : 'No payment was made, and you were not charged.';
      const next = heldUntil
        ? `We're holding your books until ${time(heldUntil)}. Try again, or use another way to pay.`
        : 'This order cannot be paid any more.';
      return {
        title: "Your payment didn't go through",
        paragraphs: [no, `${why} ${next}`],
        action: heldUntil ? 'Try again' : action,
      };
    }
    case 'review':
      return {
        title: "We're checking this payment by hand",
        paragraphs: [
          no,
          `We could not get a clear answer from the payment company. Our team will email you by ${time(message.deadline)}. Please don't pay again. If you were charged and we can't complete the order, we refund the full amount.`,
        ],
        action,
      };
    case 'cancelled':
      return {
        title: 'Order canceled',
        paragraphs: [
          no,
          message.wasAsked ? 'You were not charged.' : 'No payment was made, and you were not charged.',
        ],
        action,
      };
    case 'refunded': {
      const { amount, refundedAt, cameLate } = message;
      const later = 'Your bank may take a few business days to show it.';
      return cameLate
        ? {
            title: 'We had to refund this order',
            paragraphs: [
              no,
              `Sorry. Your payment arrived after the order had been canceled, so we refunded ${won(amount)}. ${later}`,
            ],
            action,
          }
        : {
            title: 'Refunded',
            paragraphs: [no, `${won(amount)} went back to the way you paid on ${time(refundedAt)}. ${later}`],
            action,
          };
    }
    case 'surplus_refunded':
      return {
        title: 'We refunded a surplus charge',
        paragraphs: [
          no,
          `Sorry. The payment company charged this order more than once, so we refunded the surplus of ${won(message.amount)}. Nothing about your order changes. Your bank may take a few business days to show it.`,
        ],
        action,
      };
    default:
      return assertNever(message);
  }
}

/** `Wings · 2 copies · ₩32,400` */
function receiptLine({ titleEn, quantity, unitPrice }: OrderedLine): string {
  const copies = `${quantity} ${quantity === 1 ? 'copy' : 'copies'}`;
  return `${oneLine(titleEn)} · ${copies} · ${formatWon(quantity * unitPrice, 'en')}`;
}
