import { Webhook, WebhookVerificationError } from 'standardwebhooks';

/** A message of the provider as it came, with its three headers; a header that is missing is empty. */
export type SignedMessage = {
  id: string;
  /** Seconds since 1970. */
  timestamp: string;
  signature: string;
  rawBody: string;
};

/** Says why a message is not to be believed to come from the provider, or `null` when it does. */
export type VerifyWebhook = (message: SignedMessage) => string | null;

/**
 * Checks messages against the secret that we share with the provider (`whsec_` and base64), as Standard
 * Webhooks says: HMAC-SHA256 over id, time and body, and a time at most 5 minutes from ours on either side,
 * so that a copied message is worthless soon after. Throws when the secret is not base64.
 */
export function createWebhookVerifier(secret: string): VerifyWebhook {
  const webhook = new Webhook(secret);
  return ({ id, timestamp, signature, rawBody }) => {
    const headers = { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signature };
    try {
      webhook.verify(rawBody, headers, { jsonParse: false });
      return null;
    } catch (error) {
      if (error instanceof WebhookVerificationError) return error.message;
      throw error;
    }
  };
}
