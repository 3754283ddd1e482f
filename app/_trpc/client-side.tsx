import type { Messages } from 'next-intl';
import type { ReactNode } from 'react';
import { ClientMessages } from '../_messages/client-messages.tsx';
import { TrpcProvider } from './client.tsx';

/** What a client component needs around it: the procedures, and the texts it names. */
export function ClientSide(props: { namespaces: readonly (keyof Messages)[]; children: ReactNode }) {
  return (
    <ClientMessages namespaces={props.namespaces}>
      <TrpcProvider>{props.children}</TrpcProvider>
    </ClientMessages>
  );
}
