/**
 * Thread that runs test files one after another, each in an interpreter of its own, and answers each with its outcome.
 * Job: set the same scene as upstream's runner (current folder above `tests`, path `tests/<file>`), word what happened.
 * Limits: does not judge, does not watch the time: the pool ends the whole thread.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { passed } from './expectations.mjs';
import { requireFactory } from '../support/dist.mjs';
import { byteCollector, execute, initialize } from '../support/python.mjs';

/** @typedef {{ tier: import('../support/dist.mjs').Tier, wasmModule: WebAssembly.Module, tree: import('./source.mjs').Tree }} Scene */

const { tier, wasmModule, tree } = /** @type {Scene} */ (workerData);
const home = '/upstream';

parentPort?.on('message', async (/** @type {string} */ file) => parentPort?.postMessage(await outcomeOf(file)));

/** @param {string} file @returns {Promise<string>} */
async function outcomeOf(file) {
  const stderr = byteCollector();
  try {
    const module = await requireFactory(tier)({ wasmModule, stdoutBytes: () => {}, stderrBytes: stderr.add, printErr: () => {} });
    layOut(module);
    initialize(module);
    return run(module, file, stderr.text);
  } catch (error) {
    return `trapped: ${error instanceof Error ? error.message : JSON.stringify(error)}`;
  }
}

/** @param {any} module */
function layOut(module) {
  for (const [name, content] of Object.entries(tree)) {
    const path = `${home}/tests/${name}`;
    module.FS.mkdirTree(path.slice(0, path.lastIndexOf('/')));
    module.FS.writeFile(path, content);
  }
  module.FS.chdir(home);
}

/**
 * @param {any} module
 * @param {string} file
 * @param {() => string} stderr
 */
function run(module, file, stderr) {
  const name = `tests/${file}`;
  // What pocketpy's own `main` gives a program: the name of its file, without that of the interpreter.
  demand(module, `import sys\nsys.argv = ['${name}']`);
  if (execute(module, new TextDecoder().decode(tree[file]), name)) return passed;
  const traceback = stderr();
  return traceback === '' ? `left by exit(${module._pkw_exit_code()})` : wordError(name, traceback);
}

/** @param {any} module @param {string} source */
function demand(module, source) {
  if (!execute(module, source, 'before.py')) throw new Error('the line before the test failed');
}

/** The line of the test file, then what was raised. @param {string} name @param {string} traceback */
function wordError(name, traceback) {
  const lines = [...traceback.matchAll(/File "(.*)", line (\d+)/g)].filter(([, file]) => file === name);
  const raised = traceback.trimEnd().split('\n').at(-1)?.replace(/: *$/, '') ?? '';
  return `line ${lines.at(-1)?.[2] ?? '?'}: ${raised}`;
}
