/** How Open Graph names the shop's languages: the one of the page, and the other it can be had in. */
export const OPEN_GRAPH_LOCALES = {
  ko: { locale: 'ko_KR', alternateLocale: 'en_US' },
  en: { locale: 'en_US', alternateLocale: 'ko_KR' },
} as const;
