/**
 * Upstream's own language tests, from a pinned source that is read where it lies, on every built tier.
 * Job: each file must run to its end in a fresh interpreter, or stop exactly as expected-failures.json says.
 * Limits: the tests are those of pocketpy 2.0.0; what newer versions added is tested in tests/python.
 * Needs: POCKETPY_CONFORMANCE_TESTS (set by `cargo xtask test`), built tiers.
 */
import assert from 'node:assert/strict';
import { availableParallelism } from 'node:os';
import { test } from 'node:test';
import { builtTiers } from '../support/dist.mjs';
import { faultOfOutcome, faultsOfList, readList } from './expectations.mjs';
import { startPool } from './pool.mjs';
import { conformanceFolder, readTree, testFiles } from './source.mjs';

// A file takes milliseconds; the limit is only for those that never end, on machines that are slow and busy.
const limits = { threads: Math.min(4, availableParallelism()), secondsMax: 20 };

const list = readList(new URL('expected-failures.json', import.meta.url));
const tree = readTree(conformanceFolder());
const files = testFiles(tree);

test('the list of expected failures fits the source', () => {
  assert.deepEqual(faultsOfList(list, files), []);
});

for (const tier of builtTiers()) {
  test(`upstream's ${files.length} language tests on ${tier.name}`, { concurrency: true }, async (context) => {
    const pool = await startPool(tier, tree, limits);
    try {
      await Promise.all(files.map((file) => context.test(claim(file), async () => {
        assert.equal(faultOfOutcome(file, await pool.run(file), list[file]), undefined);
      })));
    } finally {
      await pool.close();
    }
  });
}

/** @param {string} file */
const claim = (file) => (file in list ? `${file} stops as listed` : `${file} runs to its end`);
