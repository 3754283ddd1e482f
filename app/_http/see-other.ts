/** The answer to a form post: look at `path` instead, with GET, so that a reload does not post again. */
export function seeOther(path: string): Response {
  // A relative Location keeps the host that the browser used, which the server need not know.
  return new Response(null, { status: 303, headers: { Location: path } });
}
