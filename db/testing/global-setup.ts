import { fork } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import postgres from 'postgres';
import type { TestProject } from 'vitest/node';
import { migrateDatabase } from '../migrate.ts';
import type { PostgresProcessArguments, PostgresProcessReport } from '../postgres-process.ts';
import { findFreePort } from './free-port.ts';
import { TEMPLATE_DATABASE } from './test-database.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** URL of the cluster's maintenance database; test databases are created from there. */
    testClusterUrl: string;
  }
}

/** A free port may be taken by somebody else before the server binds it; three times in a row is no accident. */
const START_TRIES = 3;

/**
 * Starts one throw-away cluster for the whole test run and migrates its template database once. The cluster
 * stops and deletes itself when this process ends in any way, SIGKILL included.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { url, stop } = await startCluster(START_TRIES);
  try {
    await buildTemplate(url);
    project.provide('testClusterUrl', url);
    return stop;
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startCluster(tries: number): Promise<{ url: string; stop: () => Promise<void> }> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'bookstore-test-'));
  // mkdtemp closes the folder to everybody else; as root, the server runs under another account.
  await chmod(dataDir, 0o711);
  const settings: PostgresProcessArguments = { dataDir, port: await findFreePort(), temporary: true };
  const server = fork(
    fileURLToPath(new URL('../postgres-process.ts', import.meta.url)),
    [JSON.stringify(settings)],
    {
      detached: true,
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    },
  );
  const stop = async () => {
    if (server.exitCode !== null || server.signalCode !== null) return;
    const gone = once(server, 'exit');
    if (server.connected) server.disconnect();
    await gone;
  };

  try {
    const url = await new Promise<string>((resolve, reject) => {
      server.on('message', (report: PostgresProcessReport) => {
        if (report.kind === 'ready') resolve(report.url);
        if (report.kind === 'failed') reject(new Error(report.reason));
      });
      server.once('exit', (code) => reject(new Error(`the test database ended with code ${code}`)));
    });
    return { url, stop };
  } catch (error) {
    await stop();
    if (tries > 1) return startCluster(tries - 1);
    throw error;
  }
}

async function buildTemplate(clusterUrl: string): Promise<void> {
  const admin = postgres(clusterUrl, { max: 1 });
  try {
    await admin`create database ${admin(TEMPLATE_DATABASE)}`;
    const template = new URL(clusterUrl);
    template.pathname = `/${TEMPLATE_DATABASE}`;
    await migrateDatabase(template.href);
    // A single open session on the template would make every copy fail.
    await admin`alter database ${admin(TEMPLATE_DATABASE)} with allow_connections false is_template true`;
  } finally {
    await admin.end();
  }
}
