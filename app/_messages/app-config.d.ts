import type { Locale } from '#server/orders/contract.ts';
import type { messages } from './messages.ts';

declare module 'next-intl' {
  interface AppConfig {
    Locale: Locale;
    Messages: (typeof messages)['ko'];
  }
}
