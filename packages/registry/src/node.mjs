/**
 * What only Node has: files, installed packages, a cache on disk. A file of its own, so that no page downloads it.
 * Limits: imports nothing of the loader, so that no class exists twice.
 */
import { createHash, randomUUID, webcrypto } from 'node:crypto';
import { promises as fs } from 'node:fs';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Node 18 has no global `crypto`. */
export const { subtle } = webcrypto;

/** Whether an address is to be fetched; everything else is a file. @param {string} address */
const isRemote = (address) => /^(https?|data|blob):/.test(address);

/** A path, relative to the working folder, or an address, as an address. @param {string} text */
export const toAddress = (text) => (isRemote(text) || /^file:/.test(text) ? text : pathToFileURL(resolve(text)).href);

/** The folder of an installed tier package, with its slash. @param {string} pkg @returns {string | undefined} */
export const installedFolder = (pkg) => {
  try {
    const glue = createRequire(`${process.cwd()}/`).resolve(`${pkg}/pocketpy.mjs`);
    return new URL('.', pathToFileURL(glue)).href;
  } catch {
    return undefined; // not installed: the next source is tried
  }
};

/** Where a file is kept: content decides, so that one that changed is another one. @param {string} file @param {string} integrity */
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
 * @param {string} file @param {string} address @param {string | undefined} integrity @param {() => Promise<Response>} fetch
 */
export const open = async (file, address, integrity, fetch) => {
  if (!isRemote(address)) return asResponse(await fs.readFile(new URL(address)));
  const kept = integrity && await fs.readFile(cached(file, integrity)).catch(() => undefined);
  return kept && hash(kept) === integrity ? asResponse(kept) : fetch();
};

/**
 * Keeps the bytes of a download: whole or not at all.
 * @param {string} file @param {string} address @param {Uint8Array} bytes
 * @returns {Promise<string>} where the file is now, an address
 */
export const keep = async (file, address, bytes) => {
  if (!isRemote(address)) return address;
  const place = cached(file, hash(bytes));
  const partial = new URL(`${place}.${randomUUID()}`);
  await fs.mkdir(new URL('.', place), { recursive: true });
  await fs.writeFile(partial, bytes);
  await fs.rename(partial, place);
  return place.href;
};
