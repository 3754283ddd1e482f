import { getRequestConfig } from 'next-intl/server';
import { readPreferences } from '../_preferences/read-preferences.ts';
import en from './en.json' with { type: 'json' };
import ko from './ko.json' with { type: 'json' };

/** Tells next-intl the language of the current request: the cookie decides, the address never does. */
export default getRequestConfig(async () => {
  const { locale } = await readPreferences();
  return { locale, messages: locale === 'ko' ? ko : en, timeZone: 'Asia/Seoul' };
});
