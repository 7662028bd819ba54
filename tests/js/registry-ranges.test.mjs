/** `createPocketPy('name@range')`: which version is taken, held against npm's own semver. */
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import path from 'node:path';
import { beforeEach, test } from 'node:test';
import { builtTiers } from '../support/dist.mjs';
import { importRegistry } from '../support/registry.mjs';

const { createPocketPy, register, unregister, variants, PocketPyError } = await importRegistry();
const semver = createRequire(new URL('../../packages/package.json', import.meta.url))('semver');
const builtIn = variants();
const known = Object.keys(builtIn);

beforeEach(() => Object.keys(variants()).filter((name) => !known.includes(name)).forEach(unregister));

/** Which variant is taken: the name in the failure of a load that gets no file. @param {string} name @returns {Promise<string>} */
const taken = async (name) => {
  const fetch = async () => new Response('', { status: 404 });
  const error = await createPocketPy(name, { fetch }).catch((failure) => failure);
  assert.ok(error instanceof PocketPyError, String(error));
  return /^cannot load the variant `(.*)`/.exec(error.message)?.[1] ?? error.message;
};

/** @param {string} name @param {string[]} versions @param {object} [more] */
const registerAll = (name, versions, more = {}) => versions.forEach((version) => register(`${name}@${version}`, { pkg: `@me/${name}`, version, ...more }));

/** Numbers that look random and are the same in each run. @param {number} state */
const generator = (state) => (/** @type {number} */ below) => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return Math.floor((state / 2 ** 32) * below);
};

test('of 400 random lists of versions and ranges, the one that npm\'s semver takes is taken', async () => {
  const next = generator(7);
  const pick = (/** @type {any[]} */ list) => list[next(list.length)];
  const number = () => [next(3), next(4), next(3)].join('.');
  const version = () => number() + (next(4) ? '' : `-${pick(['alpha', 'rc.1', 'rc.2', '0'])}`);
  const simple = () => pick(['^', '~', '>=', '<', '=', '', 'v', '>', '<=']) + pick([version(), `${next(3)}.${next(4)}`, `${next(3)}`, `${next(3)}.x`, '*']);
  const range = () => pick([simple, () => `${simple()} ${simple()}`, () => `${simple()} || ${simple()}`, () => `${number()} - ${number()}`])();
  let matched = 0;
  for (let round = 0; round < 400; round++) {
    const versions = [...new Set(Array.from({ length: 6 }, version))];
    registerAll('mine', versions);
    const wanted = range();
    const best = semver.maxSatisfying(versions, wanted);
    const found = await taken(`mine@${wanted}`);
    if (best) assert.equal(found, `mine@${best}`, `${wanted} of ${versions}`);
    else assert.match(found, /^no version of `mine` matches|is no version and no range/, `${wanted} of ${versions}`);
    matched += best ? 1 : 0;
    versions.forEach((one) => unregister(`mine@${one}`));
  }
  assert.ok(matched > 150 && matched < 350, `${matched} of 400 have a match`);
});

test('the shapes of the manual: a part, caret, tilde, bounds, x and star', async () => {
  registerAll('mine', ['0.2.9', '0.3.0', '0.3.1', '1.2.0', '1.2.5', '1.3.0', '2.0.0-rc.1']);
  const wanted = { '0.3': '0.3.1', '^0.3.0': '0.3.1', '~1.2': '1.2.5', '>=1 <2': '1.3.0', '1.x': '1.3.0', '*': '1.3.0', '^2.0.0-rc.0': '2.0.0-rc.1', '0.2.9': '0.2.9', 'v0.2.9': '0.2.9', '=0.2.9': '0.2.9', ' 1 ': '1.3.0' };
  for (const [range, version] of Object.entries(wanted)) assert.equal(await taken(`mine@${range}`), `mine@${version}`, range);
});

test('a yanked version is taken by its exact version only, in any spelling of it', async () => {
  registerAll('mine', ['1.0.0', '1.0.1']);
  registerAll('mine', ['1.0.2'], { yanked: true });
  for (const exact of ['1.0.2', 'v1.0.2', '=1.0.2']) assert.equal(await taken(`mine@${exact}`), 'mine@1.0.2', exact);
  for (const range of ['1', '^1.0.0', '*', '~1.0.2 || 1.0.0', '>=1.0.0']) assert.notEqual(await taken(`mine@${range}`), 'mine@1.0.2', range);
  assert.match(await taken('mine@>1.0.1'), /no version of `mine` matches `>1\.0\.1`; known: 1\.0\.2 \(yanked\), 1\.0\.1, 1\.0\.0; others are added with register\(\) or loadIndex\(\)/);
});

test('a pre-release is taken only by a range that names one of the same version', async () => {
  registerAll('mine', ['1.0.0', '1.1.0-rc.1']);
  assert.equal(await taken('mine@^1.0.0'), 'mine@1.0.0');
  assert.equal(await taken('mine@^1.1.0-rc.0'), 'mine@1.1.0-rc.1');
});

test('a name of a package with a scope may have a range', async () => {
  registerAll('@me/mine', ['1.0.0', '1.1.0']);
  assert.equal(await taken('@me/mine@1'), '@me/mine@1.1.0');
  assert.match(await taken('@me/mine'), /unknown variant `@me\/mine`/);
});

test('what no version matches, what is no range and what nobody knows are refused with what is known', async () => {
  const { version } = builtTiers()[0].info;
  assert.equal(await taken('core@99'), `no version of \`core\` matches \`99\`; known: ${version}; others are added with register() or loadIndex()`);
  for (const bad of ['latest', 'one', '1.2.3.4', '', ' ', '^^1']) assert.equal(await taken(`core@${bad}`), `\`${bad}\` in \`core@${bad}\` is no version and no range such as ^0.3 or 1.x`);
  for (const bad of ['cor', 'cor@1', '@1', 'toString', 'core ']) assert.equal(await taken(bad), `unknown variant \`${bad}\`; known: ${known.join(', ')}; others are added with register() or loadIndex()`);
});

test('a name that is registered as it stands is taken, whatever it looks like', async () => {
  registerAll('mine', ['1.0.0', '^1', 'nightly']);
  for (const name of ['mine@^1', 'mine@nightly', 'mine@1.0.0']) assert.equal(await taken(name), name);
});

for (const tier of builtTiers()) {
  test(`${tier.name}: a range over the built-in version starts it, and options are still checked`, async () => {
    const { version } = tier.info;
    const baseURL = path.dirname(tier.wasm);
    const py = await createPocketPy(`${tier.name}@^${version}`, { baseURL });
    assert.deepEqual([py.variant, py.eval('6 * 7')], [`${tier.name}@${version}`, 42]);
    await assert.rejects(createPocketPy(`${tier.name}@*`, { colour: 1 }), { name: 'TypeError', message: /unknown option: colour/ });
  });
}
