import { cookies, headers } from 'next/headers';
import { type Locale, localeSchema } from '#server/orders/contract.ts';
import { LOCALE_COOKIE, LOCALE_HEADER, THEME_COOKIE, type Theme, themeSchema } from './contract.ts';

/**
 * The visitor's language (what the address says, else what was chosen, else Korean) and theme (`null`: as the
 * device has it).
 */
export async function readPreferences(): Promise<{ locale: Locale; theme: Theme | null }> {
  const store = await cookies();
  const locale = localeSchema.safeParse(
    (await headers()).get(LOCALE_HEADER) ?? store.get(LOCALE_COOKIE)?.value,
  );
  const theme = themeSchema.safeParse(store.get(THEME_COOKIE)?.value);
  return { locale: locale.success ? locale.data : 'ko', theme: theme.success ? theme.data : null };
}
