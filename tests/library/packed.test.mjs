// The library in Python that is packed into the interpreter: each module is imported by itself, with no file to be found, and has the names that the same
// module has as CPython wrote it. Programs of packed/ print what CPython 3.14 prints; BLESS=FOLDER, of the npm package `pyodide`, lets it write what is expected.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '..', '..');
const programs = readdirSync(join(here, 'packed')).filter((name) => name.endsWith('.py')).sort();
const env = { ...process.env, TZ: 'UTC', ASAN_OPTIONS: 'detect_leaks=0' };
const place = mkdtempSync(join(tmpdir(), 'packed-'));
const [list, table] = readFileSync(join(root, 'variants.toml'), 'utf8').split(/^\[python\]$/m)[1].split(/^\[npm\]$/m)[0].split(/^\[python\.deferred\]$/m);
const modules = [...list.matchAll(/"([\w.]+)"/g)].map((found) => found[1]);

const NAMES = `
import sys
sys.path[:] = [sys.argv[2]]
for name in sys.argv[3:]:
    __import__(name)
__import__(sys.argv[1])
module = sys.modules[sys.argv[1]]
print(*sorted(set(dir(module)) - set(sys.argv[3:]) - {"__annotate__", "__conditional_annotations__"}))
for name in sorted(dir(module)):
    value = getattr(module, name)
    if isinstance(value, type) and value.__module__ == module.__name__:
        print(name, *sorted(set(dir(value)) - {"__annotate_func__", "__annotations_cache__"}))
`;

/** What a module imports only where it uses it is no name of it. @param {string} module */
const deferred = (module) => [...(table.match(new RegExp(`^"?${module}"? = \\[(.*)\\]`, 'm'))?.[1] ?? '').matchAll(/"(\w+)"/g)].map((found) => found[1]);

/** @param {string[]} words */
const build = (words) => execFileSync('python3', [join(root, 'tests', 'language', 'build.py'), ...words], { stdio: ['ignore', 'ignore', 'inherit'], timeout: 1_200_000 });

/** @param {string} name @param {string[]} words */
function run(name, words, cwd = place) {
  const ran = spawnSync(join(root, 'target', 'language', name), words, { cwd, encoding: 'utf8', env, timeout: 300_000 });
  assert.equal(ran.signal, null);
  return ran;
}

/** @param {string} name @param {string[]} words */
function printed(name, words, cwd = place) {
  const { status, stdout, stderr } = run(name, words, cwd);
  assert.equal(stderr, '');
  assert.equal(status, 0);
  return stdout;
}

/** @returns {Promise<(path: string) => string>} */
async function oracle() {
  const { loadPyodide } = await import(pathToFileURL(join(process.env.BLESS ?? '', 'pyodide.mjs')).href);
  const pyodide = await loadPyodide();
  const ran = pyodide.runPython(readFileSync(join(root, 'tests', 'language', 'core_oracle.py'), 'utf8'));
  return (path) => ran(readFileSync(path, 'utf8'), 'program.py').toJs().join('');
}

const blessed = process.env.BLESS ? await oracle() : null;

before(() => {
  build([]);
  build(['--plain']);
  build(['--plain', '--bare']);
  execFileSync('cargo', ['run', '--quiet', '--locked', '-p', 'xtask', '--', 'library', '--unminified', '--texts', join(place, 'texts')], { cwd: root, timeout: 1_200_000 });
});
after(() => rmSync(place, { recursive: true }));

test('there are modules and programs', () => assert.ok(modules.length >= 60 && programs.length >= 10));

for (const module of modules) {
  test(`${module} is imported from the packed text, and has the names that it has as CPython wrote it`, () => {
    const names = printed('pkl-plain', ['-c', NAMES, module, '/lib/python3.14']);
    assert.equal(names, printed('pkl-plain-bare', ['-c', NAMES, module, join(place, 'texts'), ...deferred(module)]));
  });
}

test('a file of the program\'s folder goes before a packed module of its name', () => {
  mkdirSync(join(place, 'own'));
  writeFileSync(join(place, 'own', 'random.py'), 'x = "mine"\n');
  assert.equal(printed('pkl-plain', ['-c', 'import random; print(random.x, random.__file__)'], join(place, 'own')), 'mine random.py\n');
});

test('a file goes not before a module that CPython has imported before any program runs', () => {
  mkdirSync(join(place, 'started'));
  writeFileSync(join(place, 'started', 'os.py'), 'sep = "mine"\n');
  assert.equal(printed('pkl-plain', ['-c', 'import os; print(os.sep)'], join(place, 'started')), '/\n');
});

test('a warning of the compiler survives the import of warnings', () => {
  assert.match(run('pkl', ['-c', 'x = 1 is 1']).stderr, /^<string>:1: SyntaxWarning: "is" with 'int' literal. Did you mean "=="\?\n/);
});

test('a packed module says where it lies', () => {
  const program = 'import json.decoder as d, json; print(json.__file__, json.__path__, json.__package__, d.__file__, d.__package__, d.__name__)';
  assert.equal(printed('pkl-plain', ['-c', program]), "/lib/python3.14/json/__init__.py ['/lib/python3.14/json'] json /lib/python3.14/json/decoder.py json json.decoder\n");
});

test('a traceback through a packed module names its file, without lines of it', () => {
  const { status, stderr } = run('pkl-plain', ['-c', 'import json\njson.loads("{")']);
  assert.equal(status, 1);
  assert.match(stderr, /^ {2}File "\/lib\/python3\.14\/json\/decoder\.py", line \d+, in raw_decode\njson\.decoder/m);
  assert.match(stderr, /^json\.decoder\.JSONDecodeError: Expecting property name enclosed in double quotes: line 1 column 2 \(char 1\)$/m);
});

test('an interpreter without a library has no place for it', () => {
  assert.equal(printed('pkl-plain-bare', ['-c', 'import sys; print(sys.path)']), "['']\n");
  assert.match(run('pkl-plain-bare', ['-c', 'import json']).stderr, /^ModuleNotFoundError: No module named 'json'$/m);
});

for (const name of programs) {
  test(`packed/${name} prints what CPython 3.14 prints`, () => {
    const path = join(here, 'packed', name);
    const expected = path.replace(/\.py$/, '.expected');
    if (blessed) writeFileSync(expected, blessed(path));
    assert.equal(printed('pkl', [path]), readFileSync(expected, 'utf8'));
  });
}
