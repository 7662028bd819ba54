/** `compiler_pyodide.mjs PYODIDE_FOLDER KIND`: answers the requests on stdin as `compiler.c` does, with CPython 3.14. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const [folder, kind] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(path.join(path.resolve(folder), 'pyodide.mjs')).href);
const pyodide = await loadPyodide({ stdout: () => {}, stderr: () => {} });
pyodide.FS.writeFile('/home/pyodide/compiler_oracle.py', readFileSync(new URL('compiler_oracle.py', import.meta.url)));
pyodide.FS.writeFile('/home/pyodide/requests', readFileSync(0));
pyodide.globals.set('kind', kind);
const answers = pyodide.runPython(`
import compiler_oracle
answers = []
with open("/home/pyodide/requests", "rb") as requests:
    while line := requests.readline():
        answers.append(compiler_oracle.answer(kind, requests.read(int(line))))
"".join(answers)
`);
process.stdout.write(answers);
