import { expect } from '@playwright/test';
import type { Records } from './records.ts';
import type { Simulator } from './simulator.ts';

/** What every story about money ends with: the shop's tables against the provider's own books. */
export interface Proof {
  /** The order is confirmed and exactly its total was charged, once. */
  paidOnce(orderNumber: string): Promise<void>;
  /** The order was charged once, and exactly that went back; its books are on the shelf again. */
  refundedOnce(orderNumber: string): Promise<void>;
  /** The order is cancelled and no won ever moved for it. */
  cancelledUncharged(orderNumber: string): Promise<void>;
}

export function createProof(records: Records, simulator: Simulator): Proof {
  return {
    async paidOnce(orderNumber) {
      const order = await records.order(orderNumber);
      expect(order.status, 'the order').toBe('confirmed');
      expect(new Set(order.reservations), 'its books').toEqual(new Set(['committed']));
      expect(await simulator.movementsOf(order.id), 'the provider’s books').toEqual([
        { type: 'charge', amount: order.total },
      ]);
    },
    async refundedOnce(orderNumber) {
      const order = await records.order(orderNumber);
      expect(order.status, 'the order').toBe('refunded');
      expect(new Set(order.reservations), 'its books').toEqual(new Set(['returned']));
      expect(await simulator.movementsOf(order.id), 'the provider’s books').toEqual([
        { type: 'charge', amount: order.total },
        { type: 'refund', amount: order.total },
      ]);
    },
    async cancelledUncharged(orderNumber) {
      const order = await records.order(orderNumber);
      expect(order.status, 'the order').toBe('cancelled');
      expect(new Set(order.reservations), 'its books').toEqual(new Set(['released']));
      expect(await simulator.movementsOf(order.id), 'the provider’s books').toEqual([]);
    },
  };
}
