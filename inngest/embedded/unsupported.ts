/** Something the SDK asked for which this engine does not do; the message names it. Never ignored. */
export class UnsupportedError extends Error {
  override name = 'UnsupportedError';
}
