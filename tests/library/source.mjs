// The whole text of a program of cases/: what stands before each, a table of data where tables/ has one of its name, the program.
import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));

/** @param {string} program */
export function source(program) {
  const table = join(here, 'tables', basename(program));
  return [join(here, 'prelude.py'), ...(existsSync(table) && table !== resolve(program) ? [table] : []), program].map((path) => readFileSync(path, 'utf8')).join('');
}
