import { notFound } from 'next/navigation';
import { cache } from 'react';
import { orderNumberSchema } from '#server/kernel/ids.ts';
import type { OrderView } from '#server/orders/contract.ts';
import { orNotFound } from '../../../_trpc/or-not-found.ts';
import { caller } from '../../../_trpc/server.ts';

/** The order of this address, once per request; the page that says it does not exist for everybody else's orders. */
export const loadOrder = cache(async (raw: string): Promise<OrderView> => {
  const number = orderNumberSchema.safeParse(raw);
  if (!number.success) notFound();
  return orNotFound((await caller()).orders.view({ number: number.data }));
});
