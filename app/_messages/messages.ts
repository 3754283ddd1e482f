import type { Locale } from '#server/orders/contract.ts';
import enAdmin from './en/admin.json' with { type: 'json' };
import enCart from './en/cart.json' with { type: 'json' };
import enCatalogue from './en/catalogue.json' with { type: 'json' };
import enCheckout from './en/checkout.json' with { type: 'json' };
import enInformation from './en/information.json' with { type: 'json' };
import enLookup from './en/lookup.json' with { type: 'json' };
import enOrder from './en/order.json' with { type: 'json' };
import enSite from './en/site.json' with { type: 'json' };
import koAdmin from './ko/admin.json' with { type: 'json' };
import koCart from './ko/cart.json' with { type: 'json' };
import koCatalogue from './ko/catalogue.json' with { type: 'json' };
import koCheckout from './ko/checkout.json' with { type: 'json' };
import koInformation from './ko/information.json' with { type: 'json' };
import koLookup from './ko/lookup.json' with { type: 'json' };
import koOrder from './ko/order.json' with { type: 'json' };
import koSite from './ko/site.json' with { type: 'json' };

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
