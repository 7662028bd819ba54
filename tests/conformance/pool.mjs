/**
 * Runs test files on several threads at once, each under a time limit.
 * Job: hand files to idle threads; replace a thread whose file runs too long or that dies, and say so as that file's outcome.
 * Limits: the limit counts from when a thread gets the file; close only when nothing runs.
 */
import { readFile } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';

/**
 * @param {import('../support/dist.mjs').Tier} tier
 * @param {import('./source.mjs').Tree} tree
 * @param {{ threads: number, secondsMax: number }} limits
 */
export async function startPool(tier, tree, { threads, secondsMax }) {
  const wasmModule = await WebAssembly.compile(await readFile(tier.wasm));
  const start = () => new Worker(new URL('runner-worker.mjs', import.meta.url), { workerData: { tier, tree, wasmModule } });
  const idle = queueOf(Array.from({ length: threads }, start));

  /** @param {string} file @returns {Promise<string>} the outcome */
  async function run(file) {
    const worker = await idle.take();
    const { outcome, reusable } = await outcomeOf(worker, file, secondsMax);
    if (!reusable) await worker.terminate();
    idle.give(reusable ? worker : start());
    return outcome;
  }
  return { run, close: () => Promise.all(idle.items.map((worker) => worker.terminate())) };
}

/** A resource pool: taking waits until an item is free. @template T @param {T[]} items */
function queueOf(items) {
  /** @type {((item: T) => void)[]} */
  const waiting = [];
  return {
    items,
    take: () => new Promise((/** @type {(item: T) => void} */ resolve) => {
      const item = items.pop();
      if (item === undefined) waiting.push(resolve);
      else resolve(item);
    }),
    give: (/** @type {T} */ item) => {
      const next = waiting.shift();
      if (next) next(item);
      else items.push(item);
    },
  };
}

/**
 * @param {Worker} worker
 * @param {string} file
 * @param {number} secondsMax
 * @returns {Promise<{ outcome: string, reusable: boolean }>}
 */
function outcomeOf(worker, file, secondsMax) {
  return new Promise((resolve) => {
    /** @param {string} outcome @param {boolean} reusable */
    const end = (outcome, reusable) => {
      clearTimeout(timer);
      worker.off('message', answered).off('error', died);
      resolve({ outcome, reusable });
    };
    const answered = (/** @type {string} */ outcome) => end(outcome, true);
    const died = (/** @type {Error} */ error) => end(`thread died: ${error.message}`, false);
    const timer = setTimeout(() => end('never ends', false), secondsMax * 1000);
    worker.on('message', answered).on('error', died);
    worker.postMessage(file);
  });
}
