/**
 * Runs a program that cleans up after itself: Ctrl-C aborts the signal and waits for it, a second one does not.
 * Ends the process with 0 when `work` returns true, else with 1.
 */
export async function endWith(work: (signal: AbortSignal) => Promise<boolean>): Promise<void> {
  const stopping = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM']) {
    process.once(name, () => stopping.abort(new Error('stopped')));
  }
  try {
    process.exitCode = (await work(stopping.signal)) ? 0 : 1;
  } catch (error) {
    if (!stopping.signal.aborted) console.error(error);
    process.exitCode = 1;
  }
}
