/** The simulator as a process: ready line, and an end that a supervisor can rely on. */
import { readConfig } from './config.ts';
import { startGateway } from './server.ts';

const gateway = await startGateway(readConfig());

// Ctrl-C reaches the whole process group at once; the supervisor stops its children one after the other.
process.on('SIGINT', () => {});
process.once('SIGTERM', end);
// The supervisor holds the other end of the channel: without it nobody would ever stop this process.
process.once('disconnect', end);

const controlPort = new URL(gateway.controlUrl).port;
console.log(`simulator ready on ${gateway.url} (control ${controlPort}, profile ${gateway.profile})`);

function end(): void {
  void gateway.stop().then(() => process.exit(0));
}
