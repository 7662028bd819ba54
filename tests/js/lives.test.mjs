/** Interpreters that come and go in one Node program; `cargo xtask test --long` makes 1 000 per tier in place of a sample. */
import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import { builtTiers } from '../support/dist.mjs';
import { howMany } from '../support/long.mjs';
import { importRegistry } from '../support/registry.mjs';

const { createPocketPy } = await importRegistry();
const lives = howMany({ sample: 200, long: 1_000 });

for (const tier of builtTiers()) {
  const start = () => createPocketPy(tier.name, { baseURL: path.dirname(tier.mjs), print() {}, printErr() {} });

  test(`${tier.name}: ${lives} interpreters, one after the other, leave no memory and no listeners behind`, async (context) => {
    const listeners = () => process.eventNames().reduce((sum, name) => sum + process.listenerCount(name), 0);
    let [rss, before] = [0, listeners()];
    for (let cycle = 1; cycle <= lives; cycle++) {
      const py = await start();
      py.run('x = [0] * 1000');
      py.destroy();
      if (cycle === 10) rss = process.memoryUsage().rss;
    }
    const growth = (process.memoryUsage().rss - rss) / 2 ** 20;
    context.diagnostic(`${growth.toFixed(1)} MB more than after the 10th; listeners ${before} before, ${listeners()} after`);
    assert.equal(listeners(), before);
    assert.ok(growth < 50, `${growth.toFixed(1)} MB more than after the 10th`);
  });
}
