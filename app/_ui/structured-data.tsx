/**
 * What a page says to search engines, as JSON-LD. It is data, which no browser runs, so the content security
 * policy asks for no nonce.
 */
export function StructuredData({ data }: { data: object }) {
  return (
    <script
      type="application/ld+json"
      // biome-ignore lint/security/noDangerouslySetInnerHtml: as text, React would turn the quotes of JSON into references
      dangerouslySetInnerHTML={{ __html: jsonForScript(data) }}
    />
  );
}

/** JSON in which no text can end the script element or open a comment in it. */
function jsonForScript(data: object): string {
  return JSON.stringify(data).replaceAll('<', '\\u003c');
}
