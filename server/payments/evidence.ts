import type { Evidence } from './apply-evidence.ts';
import type { EvidenceSource } from './contract.ts';
import type { PaymentNews } from './gateway/port.ts';
import type { Finding } from './rules.ts';

/** A provider's answer as evidence. */
export function toEvidence(source: EvidenceSource, news: PaymentNews): Evidence {
  const { detail, requestId, rawBody, ...finding } = news;
  return { source, finding, detail, requestId, rawBody };
}

/** Our own act as evidence: nothing came from the provider. */
export function ownEvidence(source: EvidenceSource, finding: Finding): Evidence {
  return { source, finding, detail: finding.kind, requestId: null, rawBody: null };
}
