/** A request's body as UTF-8 text, or `null` when it has more than `maxBytes`; no more than that is ever kept. */
export async function readText(request: Request, maxBytes: number): Promise<string | null> {
  if (request.body === null) return '';
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  // The length that the sender states is not to be relied on.
  for await (const chunk of request.body) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) return null;
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}
