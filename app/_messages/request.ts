import { getRequestConfig } from 'next-intl/server';
import { readPreferences } from '../_preferences/read-preferences.ts';
import { messages } from './messages.ts';

/** Tells next-intl the language of the current request. */
export default getRequestConfig(async () => {
  const { locale } = await readPreferences();
  return { locale, messages: messages[locale], timeZone: 'Asia/Seoul' };
});
