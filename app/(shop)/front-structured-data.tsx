import { getLocale, getTranslations } from 'next-intl/server';
import { pathIn } from '../_preferences/language-address.ts';
import { shopSchema } from '../_present/site-schema.ts';
import { shopUrl } from '../_trpc/server.ts';
import { StructuredData } from '../_ui/structured-data.tsx';

/** What the front page says to search engines: the shop and how to search it. */
export async function FrontStructuredData() {
  const site = await getTranslations('site');
  const url = new URL(pathIn(await getLocale(), '/'), shopUrl()).href;
  return <StructuredData data={shopSchema(site('name'), url)} />;
}
