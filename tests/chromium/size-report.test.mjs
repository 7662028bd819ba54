/**
 * The page of `cargo xtask size-report --html`, made by the command and opened from file://; leaves pictures of it at
 * target/size-report-*.png.
 */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { openPage, textOf, useBrowser } from '../support/browser.mjs';
import { builtTiers } from '../support/dist.mjs';
import { root } from '../support/playground.mjs';
import { removeFolder } from '../support/temporary.mjs';

const browsers = { light: useBrowser(), dark: useBrowser('dark') };
const tiers = builtTiers();
const pageBytesMax = 1_500_000;
const knownMin = 0.98;
const contrastMin = 4.5;
const folder = mkdtempSync(path.join(tmpdir(), 'size-report-'));
const file = path.join(folder, 'page.html');
after(() => removeFolder(folder));

/** Three releases, the newest first, as `cargo xtask index` writes them. */
const versions = ['0.3.0', '0.2.0', '0.1.0'];
const releaseBytes = (/** @type {number} */ index) => ({ wasm: 150_000 - 10_000 * index, glue: 15_000 - 1000 * index });
const index = {
  schema: 1,
  packages: {
    ...Object.fromEntries(tiers.map((tier) => [`@pocketpy/${tier.name}`, {
      variant: tier.name,
      versions: versions.map((version, index) => ({
        version,
        yanked: version === '0.2.0',
        modules: [],
        assets: {
          'pocketpy.wasm': { path: 'a', bytes: 1, brotliBytes: releaseBytes(index).wasm, sha384: '' },
          'pocketpy.mjs': { path: 'b', bytes: 1, brotliBytes: releaseBytes(index).glue, sha384: '' },
        },
      })),
    }])),
    '@pocketpy/registry': { variant: null, versions: [] },
  },
};

before(async () => {
  const releases = path.join(folder, 'index.json');
  writeFileSync(releases, JSON.stringify(index));
  const words = ['xtask', 'size-report', '--html', file, '--index', releases];
  await promisify(execFile)(process.env.CARGO ?? 'cargo', words, { cwd: root, timeout: 600_000 });
});

/** @typedef {{ name: string, wasm: { raw: number }, modules: [string, [string, [string, number, number][]][]][] }} TierData */

/** What the page was given. @returns {{ tiers: TierData[] }} */
const data = () => JSON.parse(/<script type="application\/json" id="data">(.*?)<\/script>/s.exec(readFileSync(file, 'utf8'))?.[1] ?? '');

/** Bytes by module. @param {TierData} tier @param {(kind: number) => boolean} [wanted] */
const sums = (tier, wanted = () => true) => new Map(tier.modules.map(([module, files]) =>
  [module, files.flatMap(([, parts]) => parts).filter(([, , kind]) => wanted(kind)).reduce((sum, [, bytes]) => sum + bytes, 0)]));

const total = (/** @type {Iterable<number>} */ numbers) => [...numbers].reduce((sum, number) => sum + number, 0);

/** @param {import('node:test').TestContext} context @param {'light' | 'dark'} [colorScheme] */
const open = async (context, colorScheme = 'light') => {
  const { page, errors } = await openPage(browsers[colorScheme](), context);
  /** @type {string[]} */
  const requests = [];
  page.on('request', (request) => requests.push(request.url()));
  await page.setViewport({ width: 1280, height: 900 });
  await page.goto(pathToFileURL(file).href);
  const cells = () => page.$$eval('#map > button', (buttons) => buttons.map((button) => {
    const { width, height } = button.getBoundingClientRect();
    const [, name = '', bytes = ''] = /^(.*): ([\d\u202f]+) bytes/.exec(button.getAttribute('aria-label') ?? '') ?? [];
    return { name, bytes: Number(bytes.replaceAll('\u202f', '')), area: width * height };
  }));
  return { page, errors, requests, cells, choose: (/** @type {string} */ tier) => page.click(`::-p-xpath(//*[@id="tiers"]//button[text()="${tier}"])`) };
};

test('the parts of each wasm add up to the file, and nearly all code and data has an owner', () => {
  const known = data();
  assert.deepEqual(known.tiers.map((tier) => tier.name).sort(), tiers.map((tier) => tier.name).sort());
  for (const tier of known.tiers) {
    const built = tiers.find(({ name }) => name === tier.name);
    assert.equal(total(sums(tier).values()), statSync(built?.wasm ?? '').size, tier.name);
    const owned = sums(tier, (kind) => kind < 2);
    const share = 1 - (owned.get('other') ?? 0) / total(owned.values());
    assert.ok(share >= knownMin, `${tier.name}: ${share} of code and data has an owner`);
    for (const module of ['language', 'library', 'page', 'lz4', 'msgpack', 'libc']) {
      assert.ok((owned.get(module) ?? 0) > 1000, `${tier.name} has ${module}`);
    }
  }
});

test('the page is one small file, asks for nothing, and names no folder of this machine', async (context) => {
  const { page, errors, requests } = await open(context);
  await page.waitForSelector('#map > button');
  assert.ok(statSync(file).size < pageBytesMax, `${statSync(file).size} bytes`);
  assert.deepEqual(requests, [pathToFileURL(file).href]);
  assert.deepEqual(errors, []);
  const text = readFileSync(file, 'utf8');
  for (const place of [root, 'target/pocketpy', '/usr/', 'sysroot']) assert.ok(!text.includes(place), `no ${place}`);
  assert.match(text, /Copyright 2010-2021 Mike Bostock[\s\S]*Permission to use/);
});

test('each module of a tier has a rectangle as large as its bytes', async (context) => {
  const { page, choose, cells } = await open(context);
  const box = await page.$eval('#map', (map) => map.clientWidth * map.clientHeight);
  for (const tier of data().tiers) {
    await choose(tier.name);
    const [shown, expected] = [await cells(), sums(tier)];
    const [area, bytes] = [total(shown.map((cell) => cell.area)), total(expected.values())];
    assert.ok(Math.abs(area / box - 1) < 0.002, `${tier.name}: the modules fill the map, and do not overlap: ${area / box}`);
    assert.deepEqual(new Map(shown.map((cell) => [cell.name, cell.bytes])), new Map([...expected].sort((one, other) => other[1] - one[1])));
    for (const cell of shown) {
      const [found, right] = [cell.area / area, cell.bytes / bytes];
      assert.ok(Math.abs(found - right) < 0.002, `${tier.name}: ${cell.name} has ${found} of the area, ${right} of the bytes`);
    }
  }
});

test('a click goes in from module to function, and the path goes back out', async (context) => {
  const { page, cells } = await open(context);
  const top = await cells();
  let above = top[0];
  await page.click('#map > button', { offset: { x: 8, y: 8 } });
  for (let depth = 0; await page.$('#map > button:not(.leaf)') && depth < 9; depth++) {
    const shown = await cells();
    assert.ok(total(shown.map((cell) => cell.bytes)) <= above.bytes && shown.length > 0, above.name);
    above = shown[0];
    await page.click('#map > button:not(.leaf)', { offset: { x: 2, y: 2 } });
  }
  const leaf = await page.$eval('#map > button', (button) => button.getAttribute('aria-label'));
  assert.match(leaf ?? '', /bytes of (code|data), [\d.]+ % of the wasm/);
  await page.hover('#map > button');
  assert.match(await textOf(page, '#detail'), /^library › .*bytes of (code|data)/);
  await page.click('#path button');
  assert.deepEqual(await cells(), top);
});

test('a name of C++ is short on its rectangle and whole below it', async (context) => {
  const largest = tiers.find((tier) => tier.name === 'geos');
  assert.ok(largest, 'the tier with C++ is built');
  const { page, choose } = await open(context);
  await choose(largest.name);
  for (const label of await page.$$eval('#map .label', (labels) => labels.map((label) => label.textContent ?? ''))) {
    assert.doesNotMatch(label, /[<>(]|std::__2/, label);
  }
  await page.click('#map > button[aria-label^="geos"]', { offset: { x: 8, y: 8 } });
  await page.click('#map > button[aria-label^="algorithm/"]', { offset: { x: 8, y: 8 } });
  await page.click('#map > button[aria-label^="LineIntersector.cpp"]', { offset: { x: 2, y: 2 } });
  await page.hover('#map > button[aria-label*="LineIntersector::computeIntersect"]');
  assert.match(await textOf(page, '#detail'), /^geos › algorithm\/ › LineIntersector\.cpp › .*geos::algorithm::LineIntersector::computeIntersect.*\(/);
});

test('the keyboard alone moves, goes in and comes out where it went in', async (context) => {
  const { page } = await open(context);
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '');
  const first = await page.$eval('#map > button', (button) => button.getAttribute('aria-label') ?? '');
  await page.focus('#tiers button:last-child');
  for (let steps = 0; await focused() !== first && steps < 5; steps++) await page.keyboard.press('Tab');
  assert.equal(await focused(), first);
  await page.keyboard.press('ArrowRight');
  const second = await focused();
  assert.notEqual(second, first);
  const name = second.slice(0, second.indexOf(':'));
  assert.ok((await textOf(page, '#detail')).startsWith(name));
  await page.keyboard.press('Enter');
  assert.equal(await textOf(page, '#path [aria-current]'), name);
  assert.match(await focused(), /bytes/);
  await page.keyboard.press('Escape');
  assert.equal(await focused(), second);
});

test('the history has a point for each release and for this build, at the height of its bytes', async (context) => {
  const { page } = await open(context);
  for (const [chart, key] of /** @type {const} */ ([[0, 'wasm'], [1, 'glue']])) {
    const points = await page.$$eval(`#charts figure:nth-child(${chart + 1}) circle`, (circles) => circles.map((circle) => ({
      title: circle.textContent ?? '', y: Number(circle.getAttribute('cy')), x: Number(circle.getAttribute('cx')), hollow: circle.classList.contains('yanked'),
    })));
    assert.equal(points.length, tiers.length * (versions.length + 1));
    const own = points.filter(({ title }) => title.startsWith('core '));
    assert.deepEqual(own.map(({ title }) => title.replace(/: .*/, '').split(',')[0]), ['core 0.1.0', 'core 0.2.0', 'core 0.3.0', `core ${tiers[0].info.version}`]);
    assert.deepEqual(own.map(({ hollow }) => hollow), [false, true, false, false]);
    const [oldest, middle, newest] = own.map(({ y }) => y);
    assert.ok(Math.abs((oldest - middle) - (middle - newest)) < 0.01 && oldest > newest, `${key} grew by the same bytes twice`);
    assert.ok(own.every(({ x }, place) => place === 0 || x > own[place - 1].x), 'from left to right');
  }
  assert.match(await textOf(page, '#history-note'), /last point is this build/);
});

test('the numbers stand there as text too', async (context) => {
  const { page, choose } = await open(context);
  const tier = data().tiers[0];
  await choose(tier.name);
  const modules = await page.$$eval('#modules tbody tr', (rows) => rows.map((row) => row.children[0].textContent));
  assert.deepEqual(modules, [...sums(tier)].sort((one, other) => other[1] - one[1]).map(([name]) => name));
  const largest = await page.$$eval('#largest tbody tr', (rows) => rows.map((row) => Number(row.children[2].textContent?.replace(/\D/g, ''))));
  const parts = tier.modules.flatMap(([, files]) => files.flatMap(([, parts]) => parts)).filter(([, , kind]) => kind < 2);
  assert.deepEqual(largest, parts.map(([, bytes]) => bytes).sort((one, other) => other - one).slice(0, 30));
});

for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
  test(`${colorScheme}: labels can be read, and nothing is wider than a narrow screen`, async (context) => {
    const { page, errors, choose } = await open(context, colorScheme);
    await choose(tiers[tiers.length - 1].name);
    for (const tier of tiers) {
      await choose(tier.name);
      const worst = await page.$$eval('#map .label, #detail, dd, dt, td, th, .hint, #path span', (labels) => Math.min(...labels.map((label) => {
        const luminance = (/** @type {string} */ colour) => {
          const [red, green, blue] = (colour.match(/[\d.]+/g) ?? []).map((part) => Number(part) / 255)
            .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
          return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
        };
        let ground = /** @type {Element | null} */ (label);
        while (ground?.parentElement && getComputedStyle(ground).backgroundColor === 'rgba(0, 0, 0, 0)') ground = ground.parentElement;
        const [one, other] = [luminance(getComputedStyle(label).color), luminance(getComputedStyle(ground ?? label).backgroundColor)];
        return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
      })));
      assert.ok(worst >= contrastMin, `${tier.name}: contrast ${worst}`);
    }
    for (const width of [1280, 390]) {
      await page.setViewport({ width, height: 900 });
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `no sideways scrolling at ${width}`);
      await page.screenshot({ path: path.join(root, 'target', `size-report-${width}-${colorScheme}.png`), fullPage: true });
    }
    assert.deepEqual(errors, []);
  });
}
