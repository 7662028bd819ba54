/** CPython 3.14 as an oracle: `front_end_pyodide.mjs PYODIDE_FOLDER`; requests and answers as in `front_end.c`. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { writeAll } from '../support/streams.mjs';

const folder = path.resolve(process.argv[2]);
const { loadPyodide } = await import(pathToFileURL(path.join(folder, 'pyodide.mjs')).href);
const pyodide = await loadPyodide({ stdout: () => {}, stderr: () => {} });
pyodide.FS.writeFile('/home/pyodide/front_end_oracle.py', readFileSync(new URL('front_end_oracle.py', import.meta.url)));
const answer = pyodide.runPython('import sys; sys.setrecursionlimit(4000); import front_end_oracle; front_end_oracle.answer');

const input = process.stdin[Symbol.asyncIterator]();
let rest = Buffer.alloc(0);

async function more() {
  const { value, done } = await input.next();
  if (done) process.exit(0);
  rest = Buffer.concat([rest, value]);
}

for (;;) {
  while (rest.indexOf(10) < 0) await more();
  const end = rest.indexOf(10);
  const [mode, flags, size] = rest.subarray(0, end).toString().split(' ').map(Number);
  while (rest.length < end + 1 + size) await more();
  const source = pyodide.toPy(new Uint8Array(rest.subarray(end + 1, end + 1 + size)));
  rest = rest.subarray(end + 1 + size);
  const bytes = source.tobytes();
  const text = Buffer.from(answer(bytes, mode, flags), 'utf8');
  source.destroy();
  bytes.destroy();
  writeAll(1)(Buffer.concat([Buffer.from(`${text.length}\n`), text]));
}
