/**
 * A static server on a free loopback port for one test.
 * Limits: serves only what the test lists; anything else is 404; forgets everything at `close`.
 */
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';

/** The policy pages are served with: no evaluation of text, but wasm may be compiled. */
export const strictPolicy = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; img-src data:";

const typeByEnding = new Map([
  ['html', 'text/html; charset=utf-8'],
  ['js', 'text/javascript; charset=utf-8'],
  ['mjs', 'text/javascript; charset=utf-8'],
  ['json', 'application/json'],
  ['wasm', 'application/wasm'],
]);

/**
 * @typedef {object} Answer one of `file` or `body`
 * @property {string} [file] path of a file
 * @property {string | Uint8Array} [body]
 * @property {number} [status]
 * @property {string} [type] content type; by default from the ending of the address
 * @property {Record<string, string>} [headers] added to the others
 * @property {string} [policy] content security policy; by default the strict one
 */

/**
 * @param {Record<string, Answer>} answers by path, such as `/core/pocketpy.wasm`
 * @returns {Promise<{ origin: string, requests: string[], close: () => Promise<void> }>} `requests`: the paths asked for
 */
export async function serve(answers) {
  /** @type {string[]} */
  const requests = [];
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    requests.push(pathname);
    const answer = answers[pathname] ?? { status: 404, body: 'not here', type: 'text/plain' };
    const body = answer.file === undefined ? answer.body ?? '' : await readFile(answer.file);
    response.writeHead(answer.status ?? 200, headersOf(pathname, answer)).end(body);
  });
  await new Promise((resolve) => void server.listen(0, '127.0.0.1', () => resolve(undefined)));
  server.unref(); // a test that failed before it closed its server must still end
  const address = /** @type {import('node:net').AddressInfo} */ (server.address());
  return { origin: `http://127.0.0.1:${address.port}`, requests, close: () => closeServer(server) };
}

/** @param {string} pathname @param {Answer} answer */
function headersOf(pathname, answer) {
  const ending = pathname.slice(pathname.lastIndexOf('.') + 1);
  const type = answer.type ?? typeByEnding.get(ending);
  if (type === undefined) throw new Error(`the test server knows no content type for ${pathname}`);
  return {
    'content-type': type,
    'content-security-policy': answer.policy ?? strictPolicy,
    'cache-control': 'no-store',
    connection: 'close',
    ...answer.headers,
  };
}

/** @param {import('node:http').Server} server @returns {Promise<void>} */
function closeServer(server) {
  server.closeAllConnections();
  return new Promise((resolve, reject) => void server.close((error) => (error ? reject(error) : resolve())));
}
