/** A folder as a site, for pages that were built. Limits: what a server answers is read when it starts; `/` of each folder is its index.html. */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { serve } from './server.mjs';

/** @param {string} folder @param {string} [below] @returns {string[]} paths of its files with slashes */
const filesOf = (folder, below = '') => readdirSync(path.join(folder, below), { withFileTypes: true }).flatMap((entry) => {
  const name = below ? `${below}/${entry.name}` : entry.name;
  if (entry.name === 'node_modules') return [];
  return entry.isDirectory() ? filesOf(folder, name) : [name];
});

const types = new Map([['css', 'text/css'], ['py', 'text/plain'], ['LICENSE', 'text/plain'], ['txt', 'text/plain'], ['map', 'application/json']]);

/**
 * @param {import('node:test').TestContext} context closes the server at its end, if it is still there
 * @param {string} folder
 * @param {string} [policy] by default the strict one
 */
export async function serveFolder(context, folder, policy) {
  const answers = filesOf(folder).flatMap((name) => {
    const answer = { file: path.join(folder, name), type: types.get(name.slice(name.lastIndexOf('.') + 1)), policy };
    return [[`/${name}`, answer], ...(/(^|\/)index\.html$/.test(name) ? [[`/${name.slice(0, -'index.html'.length)}`, { ...answer, type: 'text/html' }]] : [])];
  });
  const site = await serve({ '/favicon.ico': { status: 204, type: 'image/x-icon' }, ...Object.fromEntries(answers) });
  let isOpen = true;
  const close = async () => {
    if (isOpen) await site.close();
    isOpen = false;
  };
  context.after(close);
  return { ...site, close };
}
