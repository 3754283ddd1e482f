import { createHash, randomBytes } from 'node:crypto';

/** 32 random bytes, as they travel in a link or a cookie. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/**
 * What the database keeps of a secret. Without salt or stretching, because there is nothing to guess in 256
 * random bits.
 */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}
