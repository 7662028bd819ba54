/**
 * Runs programs on an instrumented interpreter: `node train.mjs pocketpy.js PROGRAM.py…`. Prints a line `COUNT FUNCTION` for each
 * function, the most often executed first; COUNT is the sum over the counters of its blocks.
 * Limits: knows the records of clang 19 for a target with 32-bit pointers, and one translation unit with counters.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const RECORDS_MAX = 16384; // as in counters.c
const RECORD = { name: 0, counters: 16, counterCount: 32 };

const [glue, ...programs] = process.argv.slice(2);
const wasm = new WebAssembly.Module(readFileSync(glue.replace(/js$/, 'wasm')));

/** Counters keep functions alive that the shipped wasm does not have, and what these would ask of the host; none is ever called. */
function withOthers(/** @type {any} */ imports) {
  const refuse = (/** @type {string} */ name) => () => { throw new Error(`\`${name}\` was called`); };
  for (const { module, name } of WebAssembly.Module.imports(wasm)) imports[module][name] ??= refuse(name);
  return imports;
}

const py = await createRequire(import.meta.url)(glue)({
  print: () => {},
  printErr: console.error,
  instantiateWasm: (/** @type {any} */ imports, /** @type {any} */ receive) => receive(new WebAssembly.Instance(wasm, withOthers(imports)), wasm),
});
py._py_initialize();
py._py_module_initialize();
for (const program of programs) {
  const signature = ['string', 'string', 'number', 'number'];
  if (!py.ccall('py_exec', 'number', signature, [readFileSync(program, 'utf8'), program, 0, 0])) {
    py._py_printexc();
    throw new Error(`${program} failed`);
  }
}

const memory = new DataView(py.HEAPU8.buffer);
const word = (/** @type {number} */ address) => memory.getUint32(address, true);
const found = py._pkw_profile_found();
const records = Array.from({ length: word(found) }, (_, index) => word(found + 4 + 4 * index));
const namesAt = found + 4 + 4 * RECORDS_MAX;

/** Names by what records call them: the first half of their MD5. */
const names = new Map(functionNames(word(namesAt), word(namesAt + 4)).map((name) => [shortHash(name), name]));

/** Two lengths, that of the text and that of its compressed form, which is not wanted here; then the names. */
function functionNames(/** @type {number} */ address, /** @type {number} */ bytes) {
  const text = py.HEAPU8.subarray(address, address + bytes);
  let start = 0;
  while (text[start++] & 0x80);
  if (text[start++] !== 0) throw new Error('the names of functions are compressed');
  return Buffer.from(text.subarray(start)).toString().replace(/\0+$/, '').split('\x01');
}

function shortHash(/** @type {string} */ name) {
  return createHash('md5').update(name).digest().readBigUInt64LE(0);
}

function count(/** @type {number} */ record) {
  const counters = record + memory.getInt32(record + RECORD.counters, true);
  let sum = 0n;
  for (let index = 0; index < word(record + RECORD.counterCount); index++) {
    sum += memory.getBigUint64(counters + 8 * index, true);
  }
  return sum;
}

const rows = records.map((record) => {
  const name = names.get(memory.getBigUint64(record + RECORD.name, true));
  if (!name) throw new Error('a function has no name');
  return { name: name.split(';').at(-1), count: count(record) }; // static functions carry their file's name before a `;`
});
rows.sort((left, right) => Number(right.count - left.count) || (left.name < right.name ? -1 : 1));
console.log(rows.map((row) => `${row.count} ${row.name}`).join('\n'));
