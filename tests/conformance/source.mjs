/**
 * Reads a pinned test source into memory, so that every interpreter gets a copy of its own and none can change it.
 * Limits: a test is a `.py` file directly in the folder, as upstream's scripts/run_tests.py has it; the folders beside them
 * hold the modules that the tests import. Of what that script runs, its interactive session (stdin of the desktop program)
 * and its benchmarks are left out: a wasm has no such program, and benchmarks assert nothing.
 */
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

/** @typedef {Record<string, Uint8Array>} Tree content by path relative to the folder, with `/` */

/** @param {string} folder @param {string} [prefix] @returns {Tree} */
export function readTree(folder, prefix = '') {
  /** @type {Tree} */
  const tree = {};
  for (const entry of readdirSync(path.join(folder, prefix), { withFileTypes: true })) {
    const name = path.posix.join(prefix, entry.name);
    if (entry.isDirectory()) Object.assign(tree, readTree(folder, name));
    else tree[name] = readFileSync(path.join(folder, name));
  }
  return tree;
}

/** @param {Tree} tree @returns {string[]} */
export const testFiles = (tree) => Object.keys(tree).filter((name) => /^[^/]+\.py$/.test(name)).sort();

/** The tests folder that `cargo xtask test` found in the pinned crate. */
export function conformanceFolder() {
  const folder = process.env.POCKETPY_CONFORMANCE_TESTS;
  if (folder) return folder;
  throw new Error('POCKETPY_CONFORMANCE_TESTS is not set; run `cargo xtask test`, which sets it to the pinned tests');
}
