import type { Transaction } from '#db/client.ts';
import { transitions } from '#db/schema/payments.ts';

export type Transition = typeof transitions.$inferInsert;

export async function appendTransition(tx: Transaction, transition: Transition): Promise<void> {
  await tx.insert(transitions).values(transition);
}
