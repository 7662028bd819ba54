/**
 * What only Node has: files, installed packages, a cache on disk. A file of its own, so that no page downloads it.
 * Limits: imports nothing of the loader, so that no class exists twice.
 */
import { createHash, randomUUID, webcrypto } from 'node:crypto';
import { promises as fs, readFileSync, realpathSync } from 'node:fs';
import module from 'node:module'; // whole: webpack takes a `createRequire` imported by its name for its own, and looks while it bundles
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/** @typedef {{ file: string, address: string, integrity?: string }} Asked what a file is called, where it is, and its hash */

/** Node 18 has no global `crypto`. */
export const { subtle } = webcrypto;

/** Whether an address is to be fetched; everything else is a file. @param {string} address */
const isRemote = (address) => /^(https?|data|blob):/.test(address);

/** A path, relative to the working folder, or an address, as an address. @param {string} text */
export const toAddress = (text) => (isRemote(text) || /^file:/.test(text) ? text : pathToFileURL(resolve(text)).href);

/** What a host does not tell or allow is undefined. @template T @param {() => T} ask @returns {T | undefined} */
const ifAllowed = (ask) => {
  try {
    return ask();
  } catch {
    return undefined;
  }
};

/** Whose packages are looked at, in order: the loader's own file, the program that runs, the working folder. */
const importers = () => [
  ifAllowed(() => realpathSync(typeof __filename === 'string' ? __filename : new URL(import.meta.url))),
  ifAllowed(() => realpathSync(process.argv[1])), // an installed command is a link into its package
  ifAllowed(() => process.cwd()),
].filter((file) => file !== undefined);

/** Whether a version is one, and not a tag such as `latest`. @param {string} version */
const isExact = (version) => /^\d+\.\d+\.\d/.test(version);

/** The folder of a package's files as seen from a file or folder, with its slash. @param {string} importer @param {string} pkg @param {string} version */
const resolveFrom = (importer, pkg, version) => {
  const require = module.createRequire(`${importer}/`); // with the slash a folder is looked into as well, and below a file nothing is
  const glue = ifAllowed(() => require.resolve(`${pkg}/pocketpy.mjs`));
  if (!glue) throw new Error(`${pkg} is not installed for it`);
  const manifest = ifAllowed(() => JSON.parse(readFileSync(require.resolve(`${pkg}/package.json`), 'utf8')));
  if (manifest && isExact(version) && manifest.version !== version) throw new Error(`${pkg} is installed for it in version ${manifest.version}, not ${version}`);
  return new URL('.', pathToFileURL(glue)).href;
};

/**
 * The folder of an installed tier package, with its slash.
 * @param {import('./variants.mjs').Variant} variant
 * @param {import('./errors.mjs').Attempt[]} attempts takes the places without it
 * @returns {string | undefined}
 */
export const installedFolder = ({ pkg, version }, attempts) => {
  for (const importer of importers()) {
    try {
      return resolveFrom(importer, pkg, version);
    } catch (error) {
      attempts.push({ url: importer, reason: /** @type {Error} */ (error).message });
    }
  }
};

/** The path in the content-addressed cache. @param {string} file @param {string} integrity */
const cached = (file, integrity) => {
  const folder = process.env.POCKETPY_CACHE ?? join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'pocketpy');
  return pathToFileURL(join(folder, Buffer.from(integrity.slice(7), 'base64').toString('hex'), file));
};

/** @param {Uint8Array} bytes */
const hash = (bytes) => `sha384-${createHash('sha384').update(bytes).digest('base64')}`;

/** @param {Uint8Array} bytes */
const asResponse = (bytes) => new Response(/** @type {any} */ (bytes), { headers: { 'content-length': `${bytes.length}` } });

/**
 * `fetch` for files too, and for what was kept of earlier downloads.
 * @param {Asked} request @param {() => Promise<Response>} fetch
 */
export const open = async ({ file, address, integrity }, fetch) => {
  if (!isRemote(address)) return asResponse(await fs.readFile(new URL(address)));
  const kept = integrity && await fs.readFile(cached(file, integrity)).catch(() => undefined);
  if (kept && hash(kept) === integrity) return asResponse(kept);
  return fetch().catch((cause) => {
    throw new Error([cause.message, cause.cause?.message].filter(Boolean).join(': '), { cause }); // Node hides why a fetch failed
  });
};

/**
 * Keeps the bytes of a download: whole or not at all.
 * @param {Asked} request @param {Uint8Array} bytes
 * @returns {Promise<string>} where the file is now, an address
 */
export const keep = async ({ file, address }, bytes) => {
  if (!isRemote(address)) return address;
  const place = cached(file, hash(bytes));
  const partial = new URL(`${place}.${randomUUID()}`);
  await fs.mkdir(new URL('.', place), { recursive: true });
  await fs.writeFile(partial, bytes);
  await fs.rename(partial, place);
  return place.href;
};
