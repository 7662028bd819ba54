/**
 * What a page has to fetch, as a CDN sends it: compressed by xtask (`--wire`), or uncompressed where that is no smaller.
 * Limits: the files alone, without what HTTP adds.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { kinds } from './starts.mjs';

/**
 * @typedef {object} WireFile
 * @property {string} name
 * @property {'br' | 'identity'} encoding
 * @property {number} rawBytes
 * @property {number} wireBytes
 * @typedef {{ wireBytes: number, files: WireFile[] }} Bytes of a runtime
 */

/** What is sent for a file. @param {string} file @param {string} wire @returns {{ raw: Buffer, body: Buffer, encoding: 'br' | 'identity' }} */
export function asSent(file, wire) {
  const raw = readFileSync(file);
  const compressed = path.join(wire, `${createHash('sha256').update(raw).digest('hex')}.br`);
  if (!existsSync(compressed)) throw new Error(`${file} was not compressed into ${wire}; run \`cargo xtask bench\``);
  const body = readFileSync(compressed);
  return body.length < raw.length ? { raw, body, encoding: 'br' } : { raw, body: raw, encoding: 'identity' };
}

/** @param {import('./runtimes.mjs').Runtime} runtime one that a script starts @returns {{ name: string, file: string }[]} */
export function filesOf({ name, kind, folder }) {
  if (kind === null) throw new Error(`no page fetches ${name}`);
  return kinds[kind].files.map((leaf) => ({ name: leaf, file: path.join(folder, leaf) }));
}

/** @param {import('./runtimes.mjs').Runtime} runtime @param {string} wire @returns {Bytes} */
function measure(runtime, wire) {
  const files = filesOf(runtime).map(({ name, file }) => {
    const { raw, body, encoding } = asSent(file, wire);
    return { name, encoding, rawBytes: raw.length, wireBytes: body.length };
  });
  return { wireBytes: files.reduce((sum, { wireBytes }) => sum + wireBytes, 0), files };
}

/** @param {import('./runtimes.mjs').Runtime[]} runtimes @param {string} wire @returns {Record<string, Bytes>} by runtime; of those that a page can have */
export const measureBytes = (runtimes, wire) =>
  Object.fromEntries(runtimes.filter(({ kind }) => kind !== null).map((runtime) => [runtime.name, measure(runtime, wire)]));

/** Two ways to count the same: refuses other numbers of our own than their builds say. @param {import('../../support/dist.mjs').Tier[]} tiers @param {Record<string, Bytes>} measured */
export function refuseOtherThanBuilt(tiers, measured) {
  for (const { name: tier, info } of tiers) {
    for (const { name, wireBytes } of measured[tier].files) {
      const told = info.files.find((/** @type {{ name: string }} */ file) => file.name === name)?.size.brotli;
      if (wireBytes !== told) throw new Error(`${name} of ${tier} takes ${wireBytes} bytes, and ${told} by its build-info.json`);
    }
  }
}
