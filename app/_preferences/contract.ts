import { z } from 'zod';
import { localeSchema } from '#server/orders/contract.ts';

export const LOCALE_COOKIE = 'locale';
export const THEME_COOKIE = 'theme';
/** On a request inside the shop: the language that the address asks for, which goes before the cookie. */
export const LOCALE_HEADER = 'x-shop-locale';

export const themeSchema = z.enum(['light', 'dark']);
export type Theme = z.infer<typeof themeSchema>;

/** What the switches in the header post: one preference at a time. */
export const preferenceFormSchema = z.union([
  z.object({ locale: localeSchema }).transform(({ locale }) => ({ cookie: LOCALE_COOKIE, value: locale })),
  z.object({ theme: themeSchema }).transform(({ theme }) => ({ cookie: THEME_COOKIE, value: theme })),
]);
