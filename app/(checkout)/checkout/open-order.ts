import type { OrderNumber } from '#server/kernel/ids.ts';

/**
 * Leaves the checkout for its order's page, so that Back does not lead to the form again. Loads the page
 * instead of asking the router for it: the header's cart, which is empty now, comes along.
 */
export function openOrder(orderNumber: OrderNumber): void {
  window.location.replace(`/orders/${orderNumber}`);
}
