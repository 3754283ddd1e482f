/** The public routes. The order matters where a fixed segment stands in the place of an id. */
import { charge } from './charge.ts';
import type { Route } from './http.ts';
import { readLedger } from './ledger.ts';
import type { Provider } from './provider.ts';
import { readById, readByKey, readByOrder } from './read-payments.ts';
import { readRefund } from './read-refunds.ts';
import { refund } from './refund.ts';
import { voidByKey } from './void.ts';

export function apiRoutes(p: Provider): readonly Route[] {
  return [
    { method: 'POST', path: '/v1/payments', run: (call) => charge(p, call) },
    {
      method: 'GET',
      path: '/v1/payments',
      run: ({ query }) => readByOrder(p, query.get('merchant_order_id')),
    },
    { method: 'GET', path: '/v1/payments/by-key/:key', run: ({ param }) => readByKey(p, param) },
    { method: 'POST', path: '/v1/payments/by-key/:key/void', run: ({ param }) => voidByKey(p, param) },
    { method: 'GET', path: '/v1/payments/:id', run: ({ param }) => readById(p, param) },
    { method: 'POST', path: '/v1/payments/:id/refunds', run: (call) => refund(p, call) },
    { method: 'GET', path: '/v1/refunds/by-key/:key', run: ({ param }) => readRefund(p, param) },
    { method: 'GET', path: '/v1/ledger', run: ({ query }) => readLedger(p, query) },
  ];
}
