/** What a call gets back, before any socket is involved. */

/** `request_id` and `as_of` are added when the body does not bring its own. */
export interface Rendered {
  status: number;
  body: object;
  headers?: Record<string, string>;
}

export type Reply =
  /** Rendered when it is sent, `afterMs` provider milliseconds later, so that it tells the truth of that moment. */
  | { kind: 'send'; afterMs: number; render: () => Rendered }
  /** No byte until the caller gives up. */
  | { kind: 'hang' }
  | { kind: 'reset' }
  /** A 200 whose JSON stops in the middle. */
  | { kind: 'garbled' };

export function send(render: () => Rendered, afterMs = 0): Reply {
  return { kind: 'send', afterMs, render };
}

/** @param extra further members of the body, such as the payment that is in the way */
export function refuse(status: number, code: string, message: string, extra: object = {}): Reply {
  return send(() => ({ status, body: { code, message, ...extra } }));
}

type Fault =
  | { kind: 'error'; status: number }
  | { kind: 'timeout' }
  | { kind: 'reset' }
  | { kind: 'garbled' };

/** The ways an answer gets lost, the same for every call. */
export function faultReply(fault: Fault): Reply {
  switch (fault.kind) {
    case 'error':
      return refuse(
        fault.status,
        'internal_error',
        'Something went wrong. The request may have taken effect.',
      );
    case 'timeout':
      return { kind: 'hang' };
    case 'reset':
    case 'garbled':
      return { kind: fault.kind };
  }
}
