/*
 * Before any other script of the shop. zod looks whether it may compile its schemas with `new Function`; the
 * content security policy says no, and the browser reports the mere question as a violation. Imported from zod,
 * the setting would bring all of zod to pages that need none of it.
 */
declare global {
  var __zod_globalConfig: { jitless?: boolean };
}
globalThis.__zod_globalConfig = { jitless: true };

export {};
