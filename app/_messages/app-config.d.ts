import type { Locale } from '#server/orders/contract.ts';
import type ko from './ko.json';

declare module 'next-intl' {
  interface AppConfig {
    Locale: Locale;
    Messages: typeof ko;
  }
}
