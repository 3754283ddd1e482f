import { router } from './init.ts';
import { adminRouter } from './routers/admin.ts';
import { cartRouter } from './routers/cart.ts';
import { catalogRouter } from './routers/catalog.ts';
import { ordersRouter } from './routers/orders.ts';

export const appRouter = router({
  admin: adminRouter,
  cart: cartRouter,
  catalog: catalogRouter,
  orders: ordersRouter,
});
export type AppRouter = typeof appRouter;
