/** Says that the process answers; it asks nothing of database or provider, whose trouble a restart would not cure. */
export function GET(): Response {
  return Response.json({ ok: true });
}
