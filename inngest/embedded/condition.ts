import { UnsupportedError } from './unsupported.ts';

/** What a condition may look at: the event that started the run and, in a wait, the event that arrived. */
export interface Scope {
  event: unknown;
  async?: unknown;
}

type Operand = (scope: Scope) => unknown;

const PATH = /^(event|async)((?:\.\w+)+)$/;
const LITERAL = /^(?:'([^']*)'|"([^"]*)"|(-?\d+(?:\.\d+)?|true|false|null))$/;

/**
 * Compiles the part of Inngest's expression language which is used here: one `==` between paths
 * (`event.data.orderId`, `async.data.orderId`) and literals. A path that leads nowhere equals nothing.
 * Throws UnsupportedError for anything else.
 */
export function compileCondition(text: string): (scope: Scope) => boolean {
  const sides = text.split('==');
  const [left, right] = sides;
  if (left === undefined || right === undefined || sides.length > 2) throw notSupported(text);
  const readLeft = compileOperand(left, text);
  const readRight = compileOperand(right, text);
  return (scope) => {
    const value = readLeft(scope);
    return value !== undefined && value === readRight(scope);
  };
}

/** Compiles a single path, such as `event.data.orderId`. Throws UnsupportedError for anything else. */
export function compilePath(text: string): Operand {
  const match = PATH.exec(text.trim());
  if (match === null) throw notSupported(text);
  const root = match[1] === 'async' ? 'async' : 'event';
  const keys = (match[2] ?? '').slice(1).split('.');
  return (scope) => keys.reduce(readKey, scope[root]);
}

function compileOperand(text: string, whole: string): Operand {
  const literal = LITERAL.exec(text.trim());
  if (literal === null) {
    if (PATH.test(text.trim())) return compilePath(text);
    throw notSupported(whole);
  }
  const [, single, double, bare] = literal;
  const value: unknown = bare === undefined ? (single ?? double) : JSON.parse(bare);
  return () => value;
}

function readKey(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}

function notSupported(text: string): UnsupportedError {
  return new UnsupportedError(
    `the expression "${text}" (only one == between paths and literals is supported)`,
  );
}
