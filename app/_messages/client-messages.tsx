import { type Messages, NextIntlClientProvider } from 'next-intl';
import { getMessages } from 'next-intl/server';
import type { ReactNode } from 'react';

/** Hands the client components inside it the texts they need and no others: the rest stays on the server. */
export async function ClientMessages(props: {
  namespaces: readonly (keyof Messages)[];
  children: ReactNode;
}) {
  const all = await getMessages();
  const messages = Object.fromEntries(props.namespaces.map((name) => [name, all[name]]));
  return <NextIntlClientProvider messages={messages}>{props.children}</NextIntlClientProvider>;
}
