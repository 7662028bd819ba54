/**
 * A tier's glue: verified, then imported. The factory comes out.
 *
 * In a page the browser itself compares the hash: a `modulepreload` with `integrity` puts the verified file where `import`
 * finds it, with one download. Workers have no document: there the file is fetched and verified, and the import that follows is
 * answered from the HTTP cache. Node imports files only, so what came over the network is kept, verified, on disk.
 * Limits: evaluates no text, makes no blob: address.
 */
import { PocketPyError } from './errors.mjs';
import { download, sha384 } from './download.mjs';
import { cacheFolder, inNode, isRemote, writeFile } from './host.mjs';

/** @param {string} address @returns {Promise<any>} the factory */
const importFactory = async (address) => (await import(/* webpackIgnore: true */ /* @vite-ignore */ address)).default;

/** @param {string} address @param {string} integrity @returns {Promise<boolean>} whether the browser found the file right */
const preload = (address, integrity) => new Promise((resolve) => {
  const link = Object.assign(document.createElement('link'), { rel: 'modulepreload', href: address, integrity, crossOrigin: 'anonymous' });
  const end = (/** @type {boolean} */ right) => () => (link.remove(), resolve(right));
  link.onload = end(true);
  link.onerror = end(false);
  document.head.append(link);
});

const canPreload = () => typeof document === 'object' && !!document.createElement('link').relList?.supports?.('modulepreload');

/** @param {import('./download.mjs').Request} request */
const inPage = async (request) => {
  const { address, integrity } = request;
  if (!integrity) return importFactory(address);
  if (canPreload() && await preload(address, integrity)) return importFactory(address);
  await download(request); // says why it was refused, or finds it right where nothing can be preloaded
  return importFactory(address);
};

/** @param {import('./download.mjs').Request} request */
const inFiles = async (request) => {
  const bytes = await download(request);
  if (!isRemote(request.address)) return importFactory(request.address);
  if (request.integrity && request.cache) return importFactory(request.cache);
  const name = (await sha384(bytes)).replace(/\W/g, '_'); // unverified files of any content side by side
  const file = `${await cacheFolder('unverified')}${name}.mjs`;
  await writeFile(file, bytes);
  return importFactory(file);
};

/**
 * @param {import('./download.mjs').Request} request
 * @returns {Promise<(options: object) => Promise<any>>}
 */
export const loadGlue = async (request) => {
  const factory = await (inNode ? inFiles(request) : inPage(request));
  if (typeof factory !== 'function') throw new PocketPyError(`${request.address} has no factory as its default export`, { url: request.address });
  return factory;
};
