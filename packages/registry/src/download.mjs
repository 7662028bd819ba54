/**
 * One file: fetched, with progress, verified, and compiled or imported. Nothing of a file is executed before its hash was verified.
 *
 * In a page the browser itself compares the glue's hash: a `modulepreload` with `integrity` puts the verified file where
 * `import` finds it, with one download. Workers have no document: there the glue is fetched and verified, and the import that
 * follows is answered from the HTTP cache. Node imports files only, so what came over the network is kept there on disk.
 * Limits: reports only why a file is refused, the caller adds its address; evaluates no text, makes no blob: address; hashes need a secure context in a page (https or localhost).
 */
/**
 * @typedef {object} Request
 * @property {string} file what it is called
 * @property {string} address
 * @property {string} [integrity] `sha384-…`; absent means not verified
 * @property {typeof fetch} fetch
 * @property {AbortSignal} signal
 * @property {(loaded: number, total: number) => void} [progress]
 * @property {typeof import('./node.mjs') | undefined} node absent in a page
 */

/** @param {Request} request @param {Uint8Array} bytes */
const verify = async ({ integrity, node }, bytes) => {
  if (!integrity) return;
  const { subtle } = globalThis.crypto ?? node;
  if (!subtle) throw new Error('no hashes here: use https or localhost, or set integrity to false');
  const digest = new Uint8Array(await subtle.digest('SHA-384', /** @type {any} */ (bytes)));
  const found = `sha384-${btoa(String.fromCharCode(...digest))}`;
  if (found === integrity) return;
  throw new Error(`not the file this loader knows: expected ${integrity}, found ${found} (${bytes.length} bytes)`);
};

/** @param {Request} request */
const open = async (request) => {
  const { address, fetch, signal, node } = request;
  const get = () => fetch(address, { signal, credentials: 'same-origin' });
  const response = await (node ? node.open(request, get) : get());
  if (!response.ok) throw new Error(`HTTP status ${response.status}`);
  return response;
};

/** All bytes of a body, counted and verified. @param {Response} response @param {Request} request @returns {Promise<Uint8Array>} */
const read = async (response, request) => {
  const { headers, body } = response;
  // A compressed body's length is that of the compressed bytes, so it is no total for what arrives here.
  const total = headers.get('content-encoding') ? 0 : +/** @type {any} */ (headers.get('content-length'));
  const chunks = [];
  let loaded = 0;
  const reader = /** @type {ReadableStream<Uint8Array>} */ (body).getReader();
  for (let step = await reader.read(); !step.done; step = await reader.read()) {
    chunks.push(step.value);
    request.progress?.((loaded += step.value.length), total);
  }
  request.progress?.(loaded, loaded);
  const bytes = new Uint8Array(await new Blob(/** @type {any} */ (chunks)).arrayBuffer());
  // a clearer message than a hash mismatch
  const start = new TextDecoder().decode(bytes.subarray(0, 32));
  const [isWasm, isHtml] = [/wasm$/.test(request.file), /^\s*</.test(start)];
  if (isWasm ? !/^\0asm/.test(start) : isHtml) throw new Error(`got ${isHtml ? 'HTML' : JSON.stringify(start)} instead of ${isWasm ? 'wasm' : 'JavaScript'}`);
  await verify(request, bytes);
  return bytes;
};

/**
 * The compiled module of a verified wasm file; compiled while it arrives, where the host and the file's type allow it.
 * @param {Request} request
 * @param {any} [given] bytes or a Response, in place of the address
 * @returns {Promise<WebAssembly.Module>}
 */
export const compile = async (request, given) => {
  const response = given === undefined ? await open(request) : given instanceof Response ? given : new Response(given);
  // Rejects where nothing streams. Firefox's streaming never answers for a file that ends within its code, and holds up every later one;
  // it is the one host whose errors have a line.
  const streamed = (async () => WebAssembly.compileStreaming(/** @type {any} */ (Error()).lineNumber || response.clone()))();
  streamed.catch(() => {}); // looked at below, after the hash
  const bytes = await read(response, request);
  if (request.integrity) await request.node?.keep(request, bytes);
  return streamed.catch(() => WebAssembly.compile(/** @type {any} */ (bytes)));
};

/** @param {string} href @param {string} integrity @returns {Promise<boolean>} whether the browser found the file right */
const preload = (href, integrity) => new Promise((resolve) => {
  const link = document.createElement('link');
  if (!link.relList?.supports('modulepreload')) return resolve(false);
  Object.assign(link, { rel: 'modulepreload', href, integrity, crossOrigin: '' });
  link.onload = link.onerror = ({ type }) => (link.remove(), resolve(type === 'load'));
  document.head.append(link);
});

/** Where the verified glue is imported from. @param {Request} request @returns {Promise<string>} */
const verifiedGlue = async (request) => {
  const { address, integrity, node } = request;
  if (!node && (!integrity || (globalThis.document && await preload(address, integrity)))) return address;
  const bytes = await read(await open(request), request); // says why it was refused, or finds it right where nothing can be preloaded
  return node ? node.keep(request, bytes) : address;
};

/** A tier's glue, verified, then imported. @param {Request} request @returns {Promise<(options: object) => Promise<any>>} */
export const loadGlue = async (request) => {
  const { default: factory } = await import(/* webpackIgnore: true */ await verifiedGlue(request)).catch(async (cause) => {
    await read(await open(request), request); // browsers do not say why: a status or HTML is told here
    throw cause;
  });
  if (typeof factory === 'function') return factory;
  throw new Error('it has no factory as its default export');
};
