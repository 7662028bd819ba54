/**
 * How a script starts each kind of interpreter and lets it print once, in Node and in a page, with its defaults; and which files
 * a page has to fetch for it. Limits: all kinds are ES modules that find their other files beside themselves.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** What every program that is timed prints. */
export const printed = '42';

/**
 * @typedef {object} Kind
 * @property {string} entry the file that is imported
 * @property {string[]} files all that a page fetches, the entry too
 * @property {(address: string) => string} text imports the entry, calls `called` before anything is made, prints through `print`
 * @property {string} memoryBytes an expression after that
 */

/** The peers, with where npm puts them; `cargo xtask bench` reads it too. @type {Record<'MicroPython' | 'Pyodide', { folder: string, files: string[] }>} */
export const peers = JSON.parse(readFileSync(new URL('../peers/files.json', import.meta.url), 'utf8'));

/** @satisfies {Record<string, Kind>} */
export const kinds = {
  pocketpy: {
    entry: 'pocketpy.mjs',
    files: ['pocketpy.mjs', 'pocketpy.wasm'],
    text: (address) => `import create from '${address}';
called();
const python = await create({ print });
python._py_initialize();
python._py_module_initialize?.();
python.ccall('py_exec', 'number', ['string', 'string', 'number', 'number'], ['print(6 * 7)', 'main.py', 0, 0]);`,
    memoryBytes: 'python.HEAPU8.length',
  },
  micropython: {
    entry: 'micropython.mjs',
    files: peers.MicroPython.files,
    text: (address) => `import { loadMicroPython } from '${address}';
called();
const python = await loadMicroPython({ stdout: print });
python.runPython('print(6 * 7)');`,
    memoryBytes: 'watchedBytes()',
  },
  pyodide: {
    entry: 'pyodide.mjs',
    files: peers.Pyodide.files,
    text: (address) => `import { loadPyodide } from '${address}';
called();
const python = await loadPyodide({ stdout: print });
python.runPython('print(6 * 7)');`,
    memoryBytes: 'python._module.HEAPU8.length',
  },
};

/** `performance.now()` of both moments. @param {string} output a statement that shows \`line\` */
const clock = (output) => `let calledAt, printedAt;
const called = () => void (calledAt = performance.now());
const print = (line) => {
  ${output}
  printedAt ??= performance.now();
};
`;

/** Prints once, then the milliseconds from the call to that. @param {Kind} kind @param {string} address */
export const nodeScript = (kind, address) => `${clock('console.log(line);')}${kind.text(address)}\nconsole.log(printedAt - calledAt);\n`;

/** What is subtracted: nothing is done. */
export const emptyNodeScript = '';

const watch = fileURLToPath(new URL('runners/memory.mjs', import.meta.url));

/** Prints once, then what it takes. @param {Kind} [kind] none: Node alone @param {string} [address] */
export const memoryScript = (kind, address = '') => `import { watchedBytes } from '${watch}';
${kind ? `${clock('console.log(line);')}${kind.text(address)}` : `console.log('${printed}');`}
console.log(JSON.stringify({ residentBytes: process.memoryUsage.rss(), wasmBytes: ${kind ? kind.memoryBytes : null} }));
`;

/** Shows what was printed; `times` are milliseconds from the call, and from the page's opening. @param {Kind} kind @param {string} address */
export const pageScript = (kind, address) => `${clock('document.body.append(line);')}${kind.text(address)}\nself.times = { call: printedAt - calledAt, opened: printedAt };\n`;

/** What is subtracted: a page whose script shows the same without Python. */
export const emptyPageScript = `${clock('document.body.append(line);')}print('${printed}');\nself.times = { opened: printedAt };\n`;
