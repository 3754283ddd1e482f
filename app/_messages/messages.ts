import type { Locale } from '#server/orders/contract.ts';
import enAdmin from './en/admin.json';
import enCart from './en/cart.json';
import enCatalogue from './en/catalogue.json';
import enCheckout from './en/checkout.json';
import enInformation from './en/information.json';
import enLookup from './en/lookup.json';
import enOrder from './en/order.json';
import enSite from './en/site.json';
import koAdmin from './ko/admin.json';
import koCart from './ko/cart.json';
import koCatalogue from './ko/catalogue.json';
import koCheckout from './ko/checkout.json';
import koInformation from './ko/information.json';
import koLookup from './ko/lookup.json';
import koOrder from './ko/order.json';
import koSite from './ko/site.json';

const ko = {
  ...koSite,
  ...koCatalogue,
  ...koCart,
  ...koCheckout,
  ...koOrder,
  ...koLookup,
  ...koInformation,
  ...koAdmin,
};
const en: typeof ko = {
  ...enSite,
  ...enCatalogue,
  ...enCart,
  ...enCheckout,
  ...enOrder,
  ...enLookup,
  ...enInformation,
  ...enAdmin,
};

/** Every text of the shop, by language: one file for each part of it. */
export const messages = { ko, en } satisfies Record<Locale, unknown>;
