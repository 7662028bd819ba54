/**
 * What differs between hosts: Node's files, its installed packages, its cache on disk.
 * Limits: in a page nothing here is used but `inNode`.
 */

export const inNode = typeof process === 'object' && !!process.versions?.node && process.type !== 'renderer';

/** One of Node's own modules. The name is a variable so that no bundler follows it. @param {string} name @returns {Promise<any>} */
export const node = async (name) => process.getBuiltinModule?.(`node:${name}`) ?? import(/* webpackIgnore: true */ /* @vite-ignore */ `node:${name}`);

/** Whether an address is to be fetched; everything else is a file of Node's. @param {string} address */
export const isRemote = (address) => /^(https?|data|blob):/.test(address);

/** A folder with its slash, as an address; a path becomes a file: URL in Node. @param {string | URL} folder */
export const folderAddress = async (folder) => {
  const text = String(folder).replace(/\/*$/, '/');
  if (isRemote(text) || /^file:/.test(text)) return text;
  if (!inNode) return new URL(text, typeof document === 'object' ? document.baseURI : self.location.href).href;
  const [{ pathToFileURL }, { resolve }] = [await node('url'), await node('path')];
  return `${pathToFileURL(resolve(text)).href}/`;
};

/** The folder of an installed tier package, if there is one. @param {string} pkg @returns {Promise<string | undefined>} */
export const installedFolder = async (pkg) => {
  const [{ createRequire }, { pathToFileURL }] = [await node('module'), await node('url')];
  try {
    const glue = createRequire(`${process.cwd()}/`).resolve(`${pkg}/pocketpy.mjs`);
    return new URL('.', pathToFileURL(glue)).href;
  } catch {
    return undefined; // not installed: the next source is tried
  }
};

/** A file's bytes. @param {string} address file: URL @returns {Promise<Uint8Array>} */
export const readFile = async (address) => (await node('fs')).promises.readFile(new URL(address));

/** Where Node keeps verified downloads. @param {string} key @returns {Promise<string>} a file: URL of a folder, with its slash */
export const cacheFolder = async (key) => {
  const [{ homedir }, { pathToFileURL }, { join }] = [await node('os'), await node('url'), await node('path')];
  const root = process.env.POCKETPY_CACHE ?? join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'pocketpy');
  return `${pathToFileURL(join(root, key)).href}/`;
};

/** Writes a whole file or none. @param {string} address file: URL @param {Uint8Array} bytes */
export const writeFile = async (address, bytes) => {
  const { promises } = await node('fs');
  const partial = new URL(`${address}.${process.pid}-${Math.random().toString(36).slice(2)}`);
  await promises.mkdir(new URL('.', address), { recursive: true });
  await promises.writeFile(partial, bytes);
  await promises.rename(partial, new URL(address));
};
