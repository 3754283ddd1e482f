import { initTRPC, TRPCError } from '@trpc/server';
import { isAdminSession } from '../access/admin-session.ts';
import { ACCESS_DAYS } from '../access/contract.ts';
import { findBuyerByAccess } from '../access/find-buyer-by-access.ts';
import type { App } from '../compose.ts';
import type { Ctx } from '../context.ts';
import { AppError } from '../errors.ts';
import { type BuyerId, buyerIdSchema, type OrderNumber } from '../kernel/ids.ts';
import { orderNumberInputSchema } from '../orders/contract.ts';
import { toTrpcCode } from './error-map.ts';

export const BUYER_COOKIE = 'buyer';
export const ADMIN_COOKIE = 'admin_session';
/** One cookie per order that was opened in another browser: nothing to merge when the next one is opened. */
export const accessCookie = (number: OrderNumber) => `order_access_${number}`;

/** The request's cookies; HttpOnly, SameSite=Lax when set. */
export type RequestCookies = {
  get(name: string): string | undefined;
  set(cookie: { name: string; value: string; maxAgeSeconds: number; path: string }): void;
};

export type RequestContext = Ctx & {
  /** The client's address, as scripts/next-server.ts vouches for it. */
  address: string;
  buyerId: BuyerId | null;
  isAdmin: boolean;
  adminPassword: string | null;
  cookies: RequestCookies;
};

/** What one request may do, by the cookies it brings and the address it comes from. */
export function createRequestContext(
  { ctx, adminPassword }: Pick<App, 'ctx' | 'adminPassword'>,
  cookies: RequestCookies,
  address: string,
): RequestContext {
  const buyer = buyerIdSchema.safeParse(cookies.get(BUYER_COOKIE));
  return {
    ...ctx,
    cookies,
    address,
    adminPassword,
    buyerId: buyer.success ? buyer.data : null,
    isAdmin:
      adminPassword !== null && isAdminSession(cookies.get(ADMIN_COOKIE), adminPassword, ctx.clock.now()),
  };
}

/** Lets this browser come back to an order. */
export function keepAccess(cookies: RequestCookies, number: OrderNumber, accessSecret: string): void {
  cookies.set({
    name: accessCookie(number),
    value: accessSecret,
    maxAgeSeconds: ACCESS_DAYS * 86_400,
    // The page asks for its progress under /api, so not only /orders.
    path: '/',
  });
}

const trpc = initTRPC.context<RequestContext>().create({
  errorFormatter: ({ shape, error }) => ({
    ...shape,
    // The message of an unexpected error is for the log, not for the browser.
    message: error.code === 'INTERNAL_SERVER_ERROR' ? 'Internal error' : shape.message,
    data: {
      ...shape.data,
      stack: undefined,
      appCode: error.cause instanceof AppError ? error.cause.code : null,
    },
  }),
});

export const router = trpc.router;

/** Turns what verbs throw into tRPC errors: the only place that knows both. */
const mapErrors = trpc.middleware(async ({ ctx, path, next }) => {
  const result = await next();
  if (result.ok) return result;
  const { cause } = result.error;
  if (cause instanceof AppError) {
    throw new TRPCError({ code: toTrpcCode(cause.code), message: cause.message, cause });
  }
  if (result.error.code === 'INTERNAL_SERVER_ERROR') ctx.log.error({ err: cause, path }, 'procedure failed');
  return result;
});

export const publicProcedure = trpc.procedure.use(mapErrors);

/** For a browser that has its cookie. Without it a repeated request could not be recognised, so it is refused. */
export const buyerProcedure = publicProcedure.use(({ ctx, next }) => {
  if (ctx.buyerId === null) throw new AppError('BUYER_UNKNOWN', 'this needs the shop’s cookie');
  return next({ ctx: { ...ctx, buyerId: ctx.buyerId } });
});

/**
 * For one order, by its number: a browser that opened it by a mail's link or by the lookup acts as the buyer who
 * placed it, so it may also pay again or cancel. What is not its order stays not found. The cart is no part of an
 * order: it stays the browser's own, by `browserId`.
 */
export const orderProcedure = buyerProcedure
  .input(orderNumberInputSchema)
  .use(async ({ ctx, input, next }) => {
    const secret = ctx.cookies.get(accessCookie(input.number));
    const placedBy = secret === undefined ? null : await findBuyerByAccess(ctx, input.number, secret);
    return next({ ctx: { ...ctx, buyerId: placedBy ?? ctx.buyerId, browserId: ctx.buyerId } });
  });

export const adminProcedure = publicProcedure.use(({ ctx, next }) => {
  if (ctx.adminPassword === null) throw new AppError('ADMIN_DISABLED', 'ADMIN_PASSWORD is not set');
  if (!ctx.isAdmin) throw new AppError('ADMIN_ONLY', 'not logged in');
  return next({ ctx: { ...ctx, actor: 'admin' } });
});
