import { assertNever } from '../kernel/assert-never.ts';
import { formatWon } from '../kernel/format-won.ts';
import type { Message, OrderedLine } from './decide-message.ts';
import { formatSeoulTime, oneLine, type Saying } from './mail-parts.ts';

/** In 해요체, and in 합쇼체 where something went wrong on our side. */
export function sayInKorean(message: Message): Saying {
  const won = (amount: number) => formatWon(amount, 'ko');
  const time = (at: Date) => formatSeoulTime(at, 'ko');
  const no = `주문번호 ${message.number}`;
  const action = '주문 보기';
  switch (message.kind) {
    case 'confirmed':
      return {
        title: '결제를 마쳤어요',
        paragraphs: [
          '고맙습니다. 책을 준비하고 있어요.',
          `${no}\n주문 시각 ${time(message.placedAt)}`,
          message.lines.map((line) => receiptLine(line)).join('\n'),
          `상품 금액 ${won(message.itemsTotal)}\n배송비 ${won(message.shipping)}\n총 결제 금액 ${won(message.total)}`,
        ],
        action,
      };
    case 'declined': {
      const { wasRefused, heldUntil } = message;
      const why = wasRefused ? '결제가 거절되어 청구된 금액은 없어요.' : '청구된 금액은 없어요.';
      const next = heldUntil
        ? `책은 ${time(heldUntil)}까지 보관해 둘게요. 다시 결제하거나 다른 방법으로 결제해 주세요.`
        : '이 주문으로는 더 결제할 수 없어요.';
      return {
        title: wasRefused ? '결제가 승인되지 않았어요' : '결제되지 않았어요',
        paragraphs: [no, `${why} ${next}`],
        action: heldUntil ? '다시 결제하기' : action,
      };
    }
    case 'review':
      return {
        title: '담당자가 직접 확인하고 있어요',
        paragraphs: [
          no,
          `결제사에서 확실한 답을 받지 못했어요. ${time(message.deadline)}까지 이메일로 알려드릴게요. 다시 결제하지 마세요. 결제됐는데 주문을 완료할 수 없으면 전액 환불해 드려요.`,
        ],
        action,
      };
    case 'cancelled':
      return {
        title: '주문을 취소했어요',
        paragraphs: [
          no,
          message.wasAsked ? '청구된 금액은 없어요.' : '결제가 이루어지지 않았고, 청구된 금액은 없어요.',
        ],
        action,
      };
    case 'refunded': {
      const { amount, refundedAt, cameLate } = message;
      const later = '카드사에 따라 표시되기까지 며칠 걸릴 수 있어요.';
      return cameLate
        ? {
            title: '이 주문은 환불해 드렸어요',
            paragraphs: [
              no,
              `죄송합니다. 주문이 취소된 뒤에 결제가 확인되어 ${won(amount)}을 환불했습니다. ${later}`,
            ],
            action,
          }
        : {
            title: '환불했어요',
            paragraphs: [
              no,
              `${time(refundedAt)}에 결제하신 수단으로 ${won(amount)}을 돌려드렸어요. ${later}`,
            ],
            action,
          };
    }
    case 'surplus_refunded':
      return {
        title: '더 청구된 금액을 환불했어요',
        paragraphs: [
          no,
          `죄송합니다. 결제사가 이 주문을 두 번 이상 청구하여 더 청구된 ${won(message.amount)}을 환불했습니다. 주문에는 바뀐 것이 없어요. 카드사에 따라 표시되기까지 며칠 걸릴 수 있어요.`,
        ],
        action,
      };
    default:
      return assertNever(message);
  }
}

/** `날개 · 2권 · 32,400원` */
function receiptLine({ titleKo, quantity, unitPrice }: OrderedLine): string {
  return `${oneLine(titleKo)} · ${quantity}권 · ${formatWon(quantity * unitPrice, 'ko')}`;
}
