// node pyodide.mjs FOLDER FILE | -c TEXT: a program in CPython 3.14, which is npm's package `pyodide` in FOLDER. Files lie where they lie on this machine.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [folder, first, second] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(join(folder ?? '', 'pyodide.mjs')).href);
const pyodide = await loadPyodide({ stdout: undefined });
pyodide.setStdout({ write: (/** @type {Uint8Array} */ bytes) => (process.stdout.write(bytes), bytes.length) });
const roots = new Set(['usr', process.cwd().split('/')[1] ?? '']);
for (const root of roots) {
  pyodide.FS.mkdirTree(`/host/${root}`);
  try {
    pyodide.FS.mkdirTree(`/${root}`);
  } catch {
    // it is there
  }
  if (root !== 'usr') pyodide.FS.mount(pyodide.FS.filesystems.NODEFS, { root: `/${root}` }, `/${root}`);
}
pyodide.FS.mkdirTree('/usr/lib/python3.11');
pyodide.FS.mount(pyodide.FS.filesystems.NODEFS, { root: '/usr/lib/python3.11' }, '/usr/lib/python3.11');
const source = first === '-c' ? second : readFileSync(first ?? '', 'utf8');
pyodide.runPython(`import os, sys\nos.chdir(${JSON.stringify(process.cwd())})\nsys.path.insert(0, ${JSON.stringify(process.cwd())})\nfor name in list(sys.modules):\n    if name.split('.')[0] in ('unittest', 'test'): del sys.modules[name]`);
pyodide.runPython(source ?? '', { globals: pyodide.globals.get('dict')() });
process.exit(0);
