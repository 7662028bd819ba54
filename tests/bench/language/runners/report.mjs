/**
 * What a runner in Node does around an interpreter: runs the program twice in one process and prints one line of JSON.
 * The first run executes code of V8's baseline compiler, the second the optimized one; each is timed around the program alone.
 */
import { readFileSync } from 'node:fs';

/**
 * @typedef {object} Interpreter a started one
 * @property {(source: string) => void} run throws, or prints, what the program fails with
 * @property {() => string} printed all that was printed since the last call
 * @property {() => number} memoryBytes the wasm's memory
 */

/** The program with its size put into the first line. @param {string} file @param {string} size */
const sourceOf = (file, size) => readFileSync(file, 'utf8').replace(/^SIZE = .*/, `SIZE = ${size}`);

/** @param {Interpreter} interpreter @param {string} file @param {string} size */
export function report(interpreter, file, size) {
  const source = sourceOf(file, size);
  const [seconds, printed] = [/** @type {number[]} */ ([]), /** @type {string[]} */ ([])];
  const before = process.memoryUsage.rss();
  for (let turn = 0; turn < 2; turn += 1) {
    const start = performance.now();
    interpreter.run(source);
    seconds.push((performance.now() - start) / 1000);
    printed.push(interpreter.printed());
  }
  const resident = [before, process.memoryUsage.rss()];
  console.log(JSON.stringify({ seconds, printed, resident_bytes: resident, memory_bytes: interpreter.memoryBytes() }));
}

/** Collects what is printed. */
export function collector() {
  let text = '';
  return {
    line: (/** @type {string} */ line) => void (text += `${line}\n`),
    take: () => {
      const taken = text;
      text = '';
      return taken;
    },
  };
}
