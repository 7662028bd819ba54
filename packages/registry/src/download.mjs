/**
 * One file: got, counted, verified. Nothing of a file runs before its hash was compared.
 * Limits: hashes need a secure context in a page (https or localhost), as every browser demands for them.
 */
import { PocketPyError } from './errors.mjs';
import { inNode, isRemote, node, readFile, writeFile } from './host.mjs';

/**
 * @typedef {object} Request
 * @property {string} address
 * @property {string} [integrity] `sha384-…`; absent means not verified
 * @property {string} [cache] where Node keeps the file, a file: URL
 * @property {typeof fetch} fetch
 * @property {AbortSignal} signal
 * @property {(loaded: number, total: number) => void} progress
 */

/** @param {Uint8Array} bytes @returns {Promise<string>} */
export const sha384 = async (bytes) => {
  const subtle = globalThis.crypto?.subtle ?? (inNode ? (await node('crypto')).webcrypto.subtle : undefined);
  if (!subtle) throw new Error('hashes cannot be computed here: serve the page over https or from localhost, or set integrity to false');
  const digest = new Uint8Array(await subtle.digest('SHA-384', /** @type {any} */ (bytes)));
  return `sha384-${btoa(String.fromCharCode(...digest))}`;
};

/** @param {string} address @param {Uint8Array} bytes @param {string | undefined} expected */
const verify = async (address, bytes, expected) => {
  if (!expected) return;
  const found = await sha384(bytes);
  if (found !== expected) {
    throw new PocketPyError(`${address} is not the file this loader knows: expected ${expected}, found ${found} (${bytes.length} bytes)`, { url: address });
  }
};

/** All bytes of a body, each chunk shown to `watch`. @param {Response} response @param {Request} request @param {(chunk: Uint8Array) => void} watch */
const readBody = async (response, { progress }, watch) => {
  // A compressed body's length is that of the compressed bytes, so it is no total for what arrives here.
  const total = response.headers.get('content-encoding') ? 0 : Number(response.headers.get('content-length')) || 0;
  const chunks = [];
  let loaded = 0;
  const reader = /** @type {ReadableStream<Uint8Array>} */ (response.body).getReader();
  for (let step = await reader.read(); !step.done; step = await reader.read()) {
    chunks.push(step.value);
    watch(step.value);
    progress((loaded += step.value.length), total);
  }
  const bytes = new Uint8Array(loaded);
  chunks.reduce((at, chunk) => (bytes.set(chunk, at), at + chunk.length), 0);
  return bytes;
};

/** @param {Request} request */
const open = async ({ address, fetch, signal }) => {
  const response = await fetch(address, { signal, credentials: 'same-origin' });
  if (!response.ok) throw new Error(`HTTP status ${response.status}`);
  return response;
};

/** Refuses what a server says in place of wasm. @param {Uint8Array} bytes */
const refuseOther = (bytes) => {
  const start = new TextDecoder().decode(bytes.subarray(0, 32));
  if (!start.startsWith('\0asm')) throw new Error(`got ${/^\s*</.test(start) ? 'HTML' : JSON.stringify(start)} instead of wasm`);
};

/** What Node kept of an earlier download, if it still is the file that is wanted. @param {Request} request */
const kept = async ({ cache, integrity }) => {
  const bytes = cache && integrity ? await readFile(cache).catch(() => undefined) : undefined;
  return bytes && (await sha384(bytes)) === integrity ? bytes : undefined;
};

/**
 * The verified bytes of a file.
 * @param {Request} request
 * @param {(bytes: Uint8Array) => void} [look] refuses what is plainly something else, in plainer words than a hash can
 * @returns {Promise<Uint8Array>}
 */
export const download = async (request, look = () => {}) => {
  const { address, cache, integrity, progress } = request;
  const remote = isRemote(address) || !inNode;
  const old = remote ? await kept(request) : undefined;
  const bytes = old ?? (remote ? await readBody(await open(request), request, () => {}) : await readFile(address));
  progress(bytes.length, bytes.length);
  look(bytes);
  await verify(address, bytes, integrity);
  if (remote && !old && cache && integrity) await writeFile(cache, bytes);
  return bytes;
};

/**
 * Compiles wasm out of a response while it arrives, where its type allows, and compares its hash.
 * @param {Response} response @param {Request} request
 */
const compileResponse = async (response, request) => {
  const type = response.headers.get('content-type')?.split(';')[0].trim().toLowerCase();
  if (type !== 'application/wasm' || !WebAssembly.compileStreaming) {
    const bytes = await readBody(response, request, () => {});
    refuseOther(bytes);
    await verify(request.address, bytes, request.integrity);
    return WebAssembly.compile(/** @type {any} */ (bytes));
  }
  /** @type {ReadableStreamDefaultController<Uint8Array>} */
  let feed;
  const stream = new ReadableStream({ start: (controller) => void (feed = controller) });
  const compiled = WebAssembly.compileStreaming(new Response(stream, { headers: { 'content-type': 'application/wasm' } }));
  compiled.catch(() => {}); // its failure is looked at below, after the hash
  try {
    // the copy is the compiler's, which may take it over
    const bytes = await readBody(response, request, (chunk) => feed.enqueue(chunk.slice()));
    feed.close();
    refuseOther(bytes);
    await verify(request.address, bytes, request.integrity);
  } catch (error) {
    try { feed.error(error); } catch { /* closed already */ }
    throw error;
  }
  return compiled;
};

/** The compiled module of a verified wasm file. @param {Request} request @returns {Promise<WebAssembly.Module>} */
export const compile = async (request) => {
  if (!inNode) return compileResponse(await open(request), request);
  return WebAssembly.compile(/** @type {any} */ (await download(request, refuseOther)));
};

/** The compiled module out of what a host gives as `wasm`. @param {any} wasm @param {Omit<Request, 'address'>} request */
export const compileGiven = async (wasm, request) => {
  if (wasm instanceof WebAssembly.Module) return wasm;
  if (typeof Response === 'function' && wasm instanceof Response) return compileResponse(wasm, { ...request, address: wasm.url || 'the given Response' });
  const bytes = ArrayBuffer.isView(wasm) ? new Uint8Array(wasm.buffer, wasm.byteOffset, wasm.byteLength) : new Uint8Array(wasm);
  refuseOther(bytes);
  await verify('the given wasm', bytes, request.integrity);
  return WebAssembly.compile(/** @type {any} */ (bytes));
};
