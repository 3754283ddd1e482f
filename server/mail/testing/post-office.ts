import { once } from 'node:events';
import { SMTPServer, type SMTPServerSession } from 'smtp-server';
import { type ReadMessage, readMessage } from './read-message.ts';

/** What the server does with the next mail. `silent`: takes all of it and never says so. */
export type Behaviour = 'take' | 'refuse_recipient' | 'refuse_message' | 'busy' | 'silent';

/** A real SMTP server in this process, on a port of its own, that keeps what it is given. */
export async function openPostOffice() {
  const received: (ReadMessage & { to: string[] })[] = [];
  const plan: Behaviour[] = [];
  const current = new WeakMap<SMTPServerSession, Behaviour>();
  const refusal = (code: number, text: string) => Object.assign(new Error(text), { responseCode: code });

  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    closeTimeout: 1,
    onRcptTo(address, session, callback) {
      const behaviour = plan.shift() ?? 'take';
      current.set(session, behaviour);
      if (behaviour === 'refuse_recipient') callback(refusal(550, `no mailbox ${address.address}`));
      else if (behaviour === 'busy') callback(refusal(451, `${address.address} is busy`));
      else callback();
    },
    onData(stream, session, callback) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const behaviour = current.get(session);
        if (behaviour === 'refuse_message') return callback(refusal(554, 'looks like spam'));
        const to = session.envelope.rcptTo.map(({ address }) => address);
        received.push({ ...readMessage(Buffer.concat(chunks).toString('latin1')), to });
        if (behaviour !== 'silent') callback(null);
      });
    },
  });
  // A client that gives up in the middle is part of what is tested here.
  server.on('error', () => {});
  const listener = server.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const address = listener.address();
  if (address === null || typeof address === 'string') throw new Error('the SMTP server has no port');

  return {
    url: `smtp://127.0.0.1:${address.port}`,
    received,
    /** What happens to the next mails, in order; the rest are taken. */
    plan,
    close: () => new Promise<void>((resolve) => server.close(resolve)),
  };
}

export type PostOffice = Awaited<ReturnType<typeof openPostOffice>>;
