/** A server that a test starts as a process of its own. Limits: ready is what answers at an address, within 60 s. */
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { environmentOf } from './recipe.mjs';

/** A port that was free a moment ago. @returns {Promise<number>} */
export const freePort = () => new Promise((resolve, reject) => {
  const server = createServer();
  server.on('error', reject);
  server.listen(0, '127.0.0.1', () => {
    const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
    server.close(() => resolve(port));
  });
});

/**
 * Starts one, and waits until it answers; ends it with all that it started when the test ends.
 * @param {import('node:test').TestContext} context
 * @param {string} folder where it starts
 * @param {string} command
 * @param {string} address
 * @param {Record<string, string>} [variables]
 * @returns {Promise<{ output: () => string }>} what it has printed so far
 */
export async function startService(context, folder, command, address, variables = {}) {
  const child = spawn('sh', ['-c', command], { cwd: folder, env: { ...environmentOf(folder), ...variables }, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => void (output += text));
  const ended = new Promise((resolve) => void child.on('close', resolve));
  context.after(async () => {
    if (child.exitCode === null && child.pid) process.kill(-child.pid, 'SIGTERM'); // its whole group
    await ended;
  });
  const end = Date.now() + 60_000;
  for (;;) {
    if (child.exitCode !== null) throw new Error(`\`${command}\` ended with ${child.exitCode}:\n${output}`);
    if (Date.now() > end) throw new Error(`\`${command}\` does not answer at ${address}:\n${output}`);
    const answered = await fetch(address).then((response) => response.text(), () => undefined);
    if (answered !== undefined) return { output: () => output };
    await new Promise((resolve) => void setTimeout(resolve, 100)); // between two questions
  }
}
