/** The npm package of each tier, as a person gets it: packed, installed into an empty project, used. Limits: no registry is asked. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { builtTiers } from '../support/dist.mjs';
import { fibonacci, fibonacciOutput } from '../support/python.mjs';
import { removeFolder } from '../support/temporary.mjs';

const run = promisify(execFile);
const legalExports = ['./build-info.json', './package.json', './pocketpy.cjs', './pocketpy.js', './pocketpy.mjs', './pocketpy.wasm'];

/** The five lines a README shows, for either kind of program. */
const program = (getFactory) => `
  ${getFactory}
  createPocketPy().then((module) => {
    module._py_initialize();
    module._py_module_initialize();
    module.ccall('py_exec', 'number', ['string', 'string', 'number', 'number'], [${JSON.stringify(fibonacci)}, 'main.py', 0, 0]);
  });
`;

/** npm with a cache of its own, so that nothing but the tarball can be used. */
const npm = (project, ...args) => run('npm', [...args, '--offline', '--cache', path.join(project, 'cache')], { cwd: project, timeout: 60_000 });

for (const tier of builtTiers()) {
  const claim = (text) => `${tier.name}: ${text}`;
  const name = `@pocketpy/${tier.name}`;
  let project = '';
  const installed = (...parts) => path.join(project, 'node_modules', name, ...parts);
  const manifest = () => JSON.parse(readFileSync(installed('package.json'), 'utf8'));

  before(async () => {
    project = mkdtempSync(path.join(os.tmpdir(), 'pocketpy-package-'));
    writeFileSync(path.join(project, 'package.json'), '{ "private": true }');
    await npm(project, 'pack', tier.packageFolder, '--pack-destination', project);
    const tarballs = readdirSync(project).filter((file) => file.endsWith('.tgz'));
    assert.equal(tarballs.length, 1);
    await npm(project, 'install', `./${tarballs[0]}`);
  });
  after(() => removeFolder(project));

  const programs = {
    'program.cjs': `const createPocketPy = require('${name}/pocketpy.js');`,
    'program.mjs': `import createPocketPy from '${name}/pocketpy.mjs';`,
  };
  for (const [file, getFactory] of Object.entries(programs)) {
    test(claim(`${file} of a project that installed the tarball prints 1 1 2 3 5`), async () => {
      writeFileSync(path.join(project, file), program(getFactory));
      const { stdout, stderr } = await run(process.execPath, [file], { cwd: project, timeout: 30_000 });
      assert.equal(stdout, `${fibonacciOutput}\n`);
      assert.equal(stderr, '');
    });
  }

  test(claim('exactly the legal names can be resolved, and each is a file'), () => {
    const require = createRequire(path.join(project, 'program.cjs'));
    assert.deepEqual(Object.keys(manifest().exports).sort(), legalExports);
    for (const legal of legalExports) assert.ok(existsSync(require.resolve(name + legal.slice(1))), legal);
    for (const illegal of ['', '/dist/pocketpy.js', '/README.md']) {
      assert.throws(() => require.resolve(name + illegal), { code: 'ERR_PACKAGE_PATH_NOT_EXPORTED' }, illegal);
    }
  });

  test(claim('the installed wasm and scripts are byte for byte those of dist'), () => {
    for (const file of ['pocketpy.wasm', 'pocketpy.js', 'pocketpy.mjs', 'pocketpy.cjs', 'build-info.json']) {
      assert.ok(readFileSync(installed('dist', file)).equals(readFileSync(path.join(tier.packageFolder, 'dist', file))), file);
    }
  });

  test(claim('a library under the LGPL comes with its licence, its exact source and how to put another in its place; no other tier names it'), () => {
    const info = JSON.parse(readFileSync(installed('dist', 'build-info.json'), 'utf8'));
    const copyleft = (info.sources ?? []).filter((/** @type {any} */ source) => source.license.startsWith('LGPL'));
    const notices = readFileSync(installed('THIRD-PARTY-NOTICES'), 'utf8');
    assert.equal(copyleft.length, tier.name === 'geos' ? 1 : 0);
    assert.equal(notices.includes('GEOS'), copyleft.length > 0);
    assert.equal(manifest().license, copyleft.length ? 'MIT AND LGPL-2.1-only' : 'MIT');
    if (!copyleft.length) return;
    assert.match(readFileSync(installed('LICENSE.LGPL-2.1'), 'utf8'), /GNU LESSER GENERAL PUBLIC LICENSE\s+Version 2\.1/);
    assert.match(readFileSync(installed('LICENSE.BSL-1.0'), 'utf8'), /Boost Software License/);
    const relinking = readFileSync(installed('RELINKING-GEOS.md'), 'utf8');
    const lock = readFileSync(new URL('../../Cargo.lock', import.meta.url), 'utf8');
    const checksum = /name = "geos-src"[\s\S]*?checksum = "(\w{64})"/.exec(lock)?.[1] ?? 'no checksum';
    for (const text of [`GEOS ${copyleft[0].version}`, '`geos-src` 0.2.4', checksum, 'cargo xtask build', '[patch.crates-io]', '-DBUILD_SHARED_LIBS=OFF']) {
      assert.ok(relinking.includes(text), text);
    }
  });

  test(claim('package.json has no main, no dependencies, no scripts, and its .js is CommonJS'), () => {
    const { name: ownName, ...fields } = manifest();
    assert.equal(ownName, name);
    for (const field of ['main', 'module', 'type', 'dependencies', 'peerDependencies', 'optionalDependencies', 'scripts', 'bin']) {
      assert.equal(fields[field], undefined, field);
    }
    assert.deepEqual(readdirSync(path.join(project, 'node_modules')).filter((entry) => !entry.startsWith('.')), ['@pocketpy']);
  });
}
