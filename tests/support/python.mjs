/**
 * Runs one Python program on a fresh interpreter of a tier and gives back what a user would see.
 * Limits: Node only; pages use the functions in `page-python.mjs`.
 */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { requireFactory } from './dist.mjs';

/** The program every way of loading must be able to run, and what it prints. */
export const fibonacci = 'a, b = 1, 1\nout = []\nfor _ in range(5):\n    out.append(str(a))\n    a, b = b, a + b\nprint(" ".join(out))\n';
export const fibonacciOutput = '1 1 2 3 5';

/** Starts Python in a loaded module, as the direct use in the documentation does. @param {any} module */
export function initialize(module) {
  module._py_initialize();
  if (!module._py_module_initialize()) throw new Error('py_module_initialize failed');
}

/** @param {any} module @param {string} source @param {string} [name] @returns {boolean} false after a printed exception */
export function execute(module, source, name = 'main.py') {
  const types = ['string', 'string', 'number', 'number'];
  const succeeded = module.ccall('py_exec', 'number', types, [source, name, 0, 0]) !== 0;
  if (!succeeded) module._py_printexc();
  return succeeded;
}

/** Collects bytes and gives them back as text; bytes that are not UTF-8 are an error. */
export function byteCollector() {
  /** @type {Uint8Array[]} */
  const chunks = [];
  return {
    chunks,
    add: (/** @type {Uint8Array} */ bytes) => void chunks.push(bytes),
    text: () => new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks)),
  };
}

/** @type {Map<string, Promise<WebAssembly.Module>>} compiled once per tier: instances are what must be fresh */
const compiled = new Map();

/** @param {import('./dist.mjs').Tier} tier */
function compiledWasm(tier) {
  if (!compiled.has(tier.wasm)) compiled.set(tier.wasm, readFile(tier.wasm).then((bytes) => WebAssembly.compile(bytes)));
  return compiled.get(tier.wasm);
}

/**
 * @param {import('./dist.mjs').Tier} tier
 * @param {string} source
 * @param {{ files?: Record<string, string | Uint8Array>, name?: string, options?: object }} [settings] `files`: path in the
 *   in-memory file system to content; `options`: more Module options
 * @returns {Promise<{ succeeded: boolean, stdout: string, stderr: string, module: any }>}
 */
export async function runPython(tier, source, { files = {}, name, options = {} } = {}) {
  const stdout = byteCollector();
  const stderr = byteCollector();
  const streams = { stdoutBytes: stdout.add, stderrBytes: stderr.add };
  const module = await requireFactory(tier)({ wasmModule: await compiledWasm(tier), ...streams, ...options });
  for (const [file, content] of Object.entries(files)) writeFile(module, file, content);
  initialize(module);
  const succeeded = execute(module, source, name);
  return { succeeded, stdout: stdout.text(), stderr: stderr.text(), module };
}

/** @param {any} module @param {string} file @param {string | Uint8Array} content */
function writeFile(module, file, content) {
  module.FS.mkdirTree(path.posix.resolve('/', path.posix.dirname(file)));
  module.FS.writeFile(file, content);
}
