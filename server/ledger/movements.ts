import type { MovementRow } from './ledger-store.ts';
import { attemptSubject, type OurMovement, refundSubject } from './rules.ts';

/** A change of our books as the movement of money that it tells of. */
export function toMovement(row: MovementRow): OurMovement {
  const { orderId, attemptId, movedAt, charge, refund } = row;
  const shared = { orderId, attemptId, movedAt };
  if (refund === null) return { ...shared, ...charge, type: 'charge', subject: attemptSubject(attemptId) };
  const { id, ...moved } = refund;
  return { ...shared, ...moved, type: 'refund', subject: refundSubject(id) };
}
