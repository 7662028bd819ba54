/**
 * Values of all kinds and sizes round-trip between JavaScript and Python; `cargo xtask test --long` tries 200 000 random ones per tier in
 * place of a sample.
 */
import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import { builtTiers } from '../support/dist.mjs';
import { howMany, seedOr } from '../support/long.mjs';
import { difference, randomPair, sized } from '../support/random-values.mjs';
import { importRegistry } from '../support/registry.mjs';

const { createPocketPy } = await importRegistry();
const count = howMany({ sample: 2_000, long: 200_000 });
const seed = seedOr(1);

for (const tier of builtTiers()) {
  const start = () => createPocketPy(tier.name, { baseURL: path.dirname(tier.mjs) });
  const hasArrays = tier.info.modules.includes('numpy');

  /** @param {any} py @param {any} value @param {any} back @param {string} which */
  const check = (py, value, back, which) => {
    py.set('value', value);
    const wrong = difference(py.get('value'), back);
    assert.equal(wrong, undefined, `${which}: value${wrong}`);
  };

  test(`${tier.name}: values of every size around the steps in which the encoder's buffer grows come back whole`, async () => {
    const py = await start();
    const beside = (/** @type {number} */ size) => Array.from({ length: 9 }, (_, index) => size + index - 4);
    const sizes = [...Array(600).keys(), ...[1024, 2048, 4096, 8192].flatMap(beside), 65535, 65536];
    for (const [kind, make] of Object.entries(sized)) {
      for (const size of sizes) check(py, ...make(size), `${kind} of size ${size}`);
    }
  });

  test(`${tier.name}: ${count} random values come back as they went in`, async () => {
    const py = await start();
    for (let index = 0; index < count; index++) check(py, ...randomPair(seed, index, hasArrays), `seed ${seed}, value ${index}`);
  });
}
