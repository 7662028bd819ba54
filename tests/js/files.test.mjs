/** `module.FS`: files, folders, links, streams and devices as Emscripten's documentation tells of them. Limits: Node; one tier, as all have the same glue. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { builtTiers, requireFactory } from '../support/dist.mjs';
import { byteCollector, execute, initialize } from '../support/python.mjs';

const [tier] = builtTiers();
const bytes = (/** @type {string} */ text) => new TextEncoder().encode(text);
const start = async (/** @type {object} */ options = {}) => {
  const module = await requireFactory(tier)({ print() {}, printErr() {}, ...options });
  initialize(module);
  return module;
};
const files = async () => (await start()).FS;

/** The errno of what a function throws. @param {() => unknown} work */
const errno = (work) => {
  try {
    work();
  } catch (error) {
    return error.name === 'ErrnoError' ? error.errno : error;
  }
  return 0;
};

test('writeFile and readFile take and give text and bytes, a copy each time', async () => {
  const FS = await files();
  FS.writeFile('/text', 'žluť 🐍');
  assert.equal(FS.readFile('/text', { encoding: 'utf8' }), 'žluť 🐍');
  assert.deepEqual(FS.readFile('/text'), bytes('žluť 🐍'));
  const own = Uint8Array.of(1, 2, 255);
  FS.writeFile('/bytes', own);
  own[0] = 9;
  FS.readFile('/bytes')[1] = 9;
  assert.deepEqual([...FS.readFile('/bytes', { encoding: 'binary' })], [1, 2, 255]);
  FS.writeFile('/bytes', new Uint16Array([0x201]).subarray(0, 1));
  assert.deepEqual([...FS.readFile('/bytes')], [1, 2]);
  FS.writeFile('/bytes', Uint8Array.of(3), { flags: 'a' });
  assert.deepEqual([...FS.readFile('/bytes')], [1, 2, 3]);
  assert.throws(() => FS.writeFile('/bytes', 5));
  assert.throws(() => FS.readFile('/bytes', { encoding: 'latin1' }), /Invalid encoding type "latin1"/);
  assert.throws(() => FS.open('/bytes', 'rw'), /Unknown file open mode: rw/);
});

test('folders are made, listed, moved and removed, with the error numbers of libc', async () => {
  const FS = await files();
  FS.mkdir('/a');
  FS.mkdirTree('/a/b/c');
  FS.mkdirTree('/a/b/c');
  FS.writeFile('/a/b/file', 'x');
  assert.deepEqual(FS.readdir('/a/b').sort(), ['.', '..', 'c', 'file']);
  FS.rename('/a/b/file', '/a/moved');
  FS.rename('/a/moved', '/a/b/file');
  FS.writeFile('/a/other', 'y');
  FS.rename('/a/other', '/a/b/file');
  assert.equal(FS.readFile('/a/b/file', { encoding: 'utf8' }), 'y');
  FS.rename('/a/b', '/b');
  assert.deepEqual(FS.readdir('/a'), ['.', '..']);
  assert.deepEqual(FS.readdir('/b').sort(), ['.', '..', 'c', 'file']);
  FS.chdir('/b/c/..');
  assert.equal(FS.cwd(), '/b');
  FS.writeFile('here', '');
  assert.equal(FS.analyzePath('/b/here').exists, true);
  const failures = {
    enoent: [() => FS.readFile('/no'), 44], enoentFolder: [() => FS.writeFile('/no/file', ''), 44], eexist: [() => FS.mkdir('/a'), 20],
    enotdir: [() => FS.readdir('/b/file'), 54], through: [() => FS.readFile('/b/file/x'), 54], eisdir: [() => FS.unlink('/a'), 31],
    open: [() => FS.writeFile('/a', ''), 31], rmdir: [() => FS.rmdir('/b/file'), 54], enotempty: [() => FS.rmdir('/b'), 10],
    gone: [() => FS.unlink('/no'), 44], missing: [() => FS.rename('/no', '/x'), 44], chdir: [() => FS.chdir('/b/file'), 54],
    kinds: [() => FS.rename('/a', '/b/file'), 54], other: [() => FS.rename('/b/file', '/a'), 31], inside: [() => FS.rename('/b', '/b/c/d'), 28],
    empty: [() => FS.open('', 'r'), 44], link: [() => FS.readlink('/b/file'), 28], excl: [() => FS.open('/b/file', 0o301), 20],
  };
  for (const [name, [work, number]] of Object.entries(failures)) assert.equal(errno(/** @type {any} */ (work)), number, name);
  FS.chdir('/');
  assert.equal(errno(() => FS.rmdir('/b')), 55);
  for (const path of ['/b/file', '/b/here']) FS.unlink(path);
  for (const path of ['/b/c', '/b', '/a']) FS.rmdir(path);
  assert.deepEqual(FS.readdir('/').filter((/** @type {string} */ name) => /^[ab]$/.test(name)), []);
});

test('what a file function throws is an Error that says what is wrong with which path', async () => {
  const FS = await files();
  assert.throws(() => FS.readFile('/no/file'), { name: 'ErrnoError', errno: 44, message: "No such file or directory: '/no/file'" });
  assert.throws(() => FS.mkdir('/tmp'), (error) => error instanceof FS.ErrnoError && error instanceof Error && error.message === "File exists: '/tmp'");
  assert.throws(() => FS.mkdir(5), TypeError);
});

test('links are followed, relative and absolute, and a loop is an error', async () => {
  const FS = await files();
  FS.mkdirTree('/real/deep');
  FS.writeFile('/real/deep/file', 'found');
  FS.symlink('deep', '/real/relative');
  FS.symlink('/real', '/absolute');
  FS.symlink('loop', '/loop');
  assert.equal(FS.readFile('/absolute/relative/file', { encoding: 'utf8' }), 'found');
  assert.equal(FS.readlink('/real/relative'), 'deep');
  assert.equal(FS.analyzePath('/absolute/relative').path, '/real/deep');
  assert.equal(FS.isLink(FS.lstat('/absolute').mode), true);
  assert.equal(FS.isDir(FS.stat('/absolute').mode), true);
  assert.equal(errno(() => FS.readFile('/loop')), 32);
  FS.unlink('/absolute');
  assert.equal(FS.readFile('/real/deep/file', { encoding: 'utf8' }), 'found');
});

test('streams read, write, seek, append and truncate where they stand', async () => {
  const FS = await files();
  const stream = FS.open('/file', 'w+');
  assert.equal(FS.write(stream, bytes('hello world'), 0, 11), 11);
  assert.equal(FS.llseek(stream, -5, 2), 6);
  const buffer = new Uint8Array(8);
  assert.equal(FS.read(stream, buffer, 1, 7), 5);
  assert.equal(new TextDecoder().decode(buffer), '\0world\0\0');
  assert.equal(FS.read(stream, buffer, 0, 3, 0), 3);
  assert.equal(FS.write(stream, bytes('J'), 0, 1, 0), 1);
  assert.equal(stream.position, 11);
  FS.write(stream, bytes('!'), 0, 1, 14);
  assert.equal(FS.readFile('/file', { encoding: 'utf8' }), 'Jello world\0\0\0!');
  FS.ftruncate(stream.fd, 4);
  FS.truncate('/file', 6);
  assert.equal(FS.readFile('/file', { encoding: 'utf8' }), 'Jell\0\0');
  FS.close(stream);
  const end = FS.open('/file', 'a');
  FS.write(end, bytes('end'), 0, 3);
  assert.equal(errno(() => FS.read(end, buffer, 0, 1)), 8);
  assert.equal(errno(() => FS.llseek(end, -100, 0)), 28);
  FS.close(end);
  assert.equal(errno(() => FS.close(end)), 8);
  assert.equal(errno(() => FS.write(FS.open('/file', 'r'), buffer, 0, 1)), 8);
  assert.equal(FS.readFile('/file', { encoding: 'utf8' }), 'Jell\0\0end');
  assert.equal(FS.stat('/file').size, 9);
});

test('a hundred thousand small writes give one file of their sum, and the unused rest of it is never seen', async () => {
  const FS = await files();
  const stream = FS.open('/large', 'w');
  for (let index = 0; index < 100_000; index++) FS.write(stream, bytes('0123456789'), 0, 10);
  FS.close(stream);
  const whole = FS.readFile('/large');
  assert.equal(whole.length, 1_000_000);
  assert.equal(whole.every((/** @type {number} */ byte, /** @type {number} */ index) => byte === 48 + (index % 10)), true);
  FS.truncate('/large', 5);
  FS.truncate('/large', 8);
  assert.deepEqual(FS.readFile('/large'), bytes('01234\0\0\0'));
});

test('analyzePath tells what is there and what is not', async () => {
  const FS = await files();
  FS.mkdirTree('/folder');
  FS.writeFile('/folder/file', '12');
  const there = FS.analyzePath('/folder/../folder/file');
  assert.deepEqual([there.exists, there.path, there.name, there.parentPath, there.parentExists, there.error, there.isRoot], [true, '/folder/file', 'file', '/folder', true, 0, false]);
  assert.deepEqual([there.object.isFolder, there.parentObject.isFolder, FS.getPath(there.object)], [false, true, '/folder/file']);
  const missing = FS.analyzePath('/folder/no');
  assert.deepEqual([missing.exists, missing.name, missing.parentExists, missing.error, missing.object], [false, 'no', true, 44, null]);
  assert.deepEqual([FS.analyzePath('/no/no').parentExists, FS.analyzePath('/').isRoot], [false, true]);
});

test('modes and times are kept', async () => {
  const FS = await files();
  FS.writeFile('/file', '', { mode: 0o600 });
  assert.equal(FS.stat('/file').mode, 0o100600);
  FS.chmod('/file', 0o444);
  FS.utime('/file', 1000, 2000);
  assert.equal(FS.stat('/file').mode, 0o100444);
  assert.deepEqual(FS.stat('/file').mtime, new Date(2000));
  assert.ok(FS.isFile(FS.stat('/file').mode) && FS.isDir(FS.stat('/tmp').mode) && FS.isChrdev(FS.stat('/dev/null').mode));
  assert.deepEqual([FS.isBlkdev(0o060644), FS.isSocket(0o140644), FS.isSocket(0o100644)], [true, true, false]);
  for (const path of ['/tmp', '/home/web_user', '/dev/shm/tmp']) assert.ok(FS.analyzePath(path).exists, path);
});

test('a device of the host is read and written from Python, and what it throws is an OSError there', async () => {
  const output = byteCollector();
  const module = await start({ stdoutBytes: output.add });
  const source = [...bytes('from the page')];
  /** @type {number[]} */
  const written = [];
  module.FS.createDevice('/dev', 'page', () => source.shift() ?? null, (/** @type {number} */ byte) => written.push(byte));
  module.FS.createDevice('/dev', 'broken', null, () => { throw new Error('no'); });
  module.FS.createDevice('/dev', 'silent', () => undefined, null);
  execute(module, `
with open('/dev/page', 'rb') as file: print(file.read(99))
with open('/dev/page', 'w') as file: file.write('to it')
try:
    with open('/dev/broken', 'w') as file: file.write('x')
except OSError: print('OSError')
`);
  assert.equal(output.text(), "b'from the page'\nOSError\n");
  assert.deepEqual(written, [...bytes('to it')]);
  assert.equal(errno(() => module.FS.read(module.FS.open('/dev/silent', 'r'), new Uint8Array(1), 0, 1)), 6);
});

test('the standard devices and the options stdin, stdout and stderr are one', async () => {
  /** @type {number[]} */
  const out = [];
  const input = [...bytes('line')];
  const module = await start({ stdin: () => input.shift() ?? null, stdout: (/** @type {number} */ byte) => out.push(byte) });
  execute(module, `
with open('/dev/stdin', 'rb') as file: text = file.read(10)
with open('/dev/stdout', 'wb') as file: file.write(text)
`);
  assert.deepEqual(out.filter((byte) => byte), [...bytes('line')]);
});

test('without the option, what is written to /dev/stdout and /dev/stderr reaches print and printErr by lines', async () => {
  /** @type {string[][]} */
  const lines = [[], []];
  const module = await start({ print: (/** @type {string} */ line) => lines[0].push(line), printErr: (/** @type {string} */ line) => lines[1].push(line) });
  execute(module, "for name in ['stdout', 'stderr']:\n    with open('/dev/' + name, 'w') as file: file.write(name + ' ž\\nnext\\n')");
  assert.deepEqual(lines, [['stdout ž', 'next'], ['stderr ž', 'next']]);
});

test('what Emscripten packs data with works on the module: FS_createPath, FS_createDataFile, FS_unlink, run dependencies', async () => {
  /** @type {string[]} */
  const order = [];
  const module = await start({
    preRun: [(/** @type {any} */ early) => {
      early.addRunDependency('data');
      early.FS_createPath('/', 'packed/inner', true, true);
      early.FS_createDataFile('/packed/inner', 'a.txt', 'caf\u00e9', true, true, true);
      early.FS_createDataFile('/packed/gone.txt', null, Uint8Array.of(1, 2), true, true);
      setTimeout(() => (order.push('data'), early.removeRunDependency('data')), 5);
    }],
    onRuntimeInitialized: () => order.push('started'),
    postRun: () => order.push('after'),
  });
  assert.deepEqual(order, ['data', 'started', 'after']);
  assert.deepEqual([...module.FS.readFile('/packed/inner/a.txt')], [99, 97, 102, 0xe9]);
  assert.deepEqual([...module.FS.readFile('/packed/gone.txt')], [1, 2]);
  module.FS_unlink('/packed/gone.txt');
  assert.equal(module.FS.analyzePath('/packed/gone.txt').exists, false);
});

test('functions of FS work when they are taken out of it', async () => {
  const { writeFile, readFile, createPath } = await files();
  createPath('/', 'one/two');
  writeFile('/one/two/three', 'x');
  assert.equal(readFile('/one/two/three', { encoding: 'utf8' }), 'x');
});
