/** The playground's drawings: what a program prints as GeoJSON; leaves pictures at target/drawing-*.png. */
import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import { openPage, selectLabel, textOf, useBrowser, waitUntil } from '../support/browser.mjs';
import { openPlayground, pictureFile, root } from '../support/playground.mjs';
import { serve } from '../support/server.mjs';

const browsers = { light: useBrowser(), dark: useBrowser('dark') };
const square = (/** @type {number} */ low, /** @type {number} */ high) => [[low, low], [high, low], [high, high], [low, high], [low, low]];
const point = (/** @type {number} */ x, /** @type {number} */ y) => ({ type: 'Point', coordinates: [x, y] });

/** A program that prints these values, text as it is. @param {unknown[]} values */
const printing = (...values) => values.map((value) => `print(${JSON.stringify(typeof value === 'string' ? value : JSON.stringify(value))})\n`).join('');

/** @param {import('node:test').TestContext} context */
const open = async (context, browser = browsers.light()) => {
  const playground = await openPlayground(browser, context);
  const { page } = playground;
  const drawings = () => page.$$eval('#output svg', (all) => all.map((svg) => ({
    label: svg.getAttribute('aria-label'), role: svg.getAttribute('role'), viewBox: svg.getAttribute('viewBox'),
    layers: [...svg.children].map((group) => ({ colour: getComputedStyle(group).color, paths: [...group.children].map((one) => one.getAttribute('d') ?? '') })),
  })));
  const kinds = () => page.$$eval('#output > *', (all) => all.map((one) => (one.localName === 'figure' ? 'drawing' : one.textContent)));
  return { ...playground, drawings, kinds };
};

test('a polygon is drawn with a name for those who do not see it, and its line stays, folded', async (context) => {
  const { page, run, drawings } = await open(context);
  const shape = { type: 'Polygon', coordinates: [square(0, 2)] };
  await run(printing(shape));
  const [{ label, role, viewBox, layers }, ...others] = await drawings();
  assert.deepEqual([label, role, viewBox, others.length], ['Drawing: Polygon, 5 points', 'img', '0 0 1100 1100', 0]);
  assert.deepEqual(layers.map(({ paths }) => paths), [['M50 1050L1050 1050L1050 50L50 50L50 1050Z']]);
  assert.equal(await page.$eval('#output details div', (text) => text.checkVisibility()), false);
  await page.click('#output summary');
  assert.equal(await textOf(page, '#output details[open] div'), `${JSON.stringify(shape)}\n`);
});

test('a higher y is drawn further up, and a further x further right', async (context) => {
  const { page, run } = await open(context);
  await run(printing(point(0, 0), point(1, 10)));
  const boxes = await page.$$eval('#output svg path', (all) => all.map((one) => one.getBoundingClientRect().toJSON()));
  assert.ok(boxes[1].y < boxes[0].y - 100);
  assert.ok(boxes[1].x > boxes[0].x);
});

test('lines printed directly after each other share one drawing, each in its colour; text between them parts it', async (context) => {
  const { run, drawings, kinds } = await open(context);
  await run(printing('before', point(0, 0), point(1, 1), 'between', point(2, 2), 'after'));
  assert.deepEqual(await kinds(), ['before\n', 'drawing', 'between\n', 'drawing', 'after\n']);
  const all = await drawings();
  assert.deepEqual(all.map(({ layers }) => layers.length), [2, 1]);
  assert.notEqual(all[0].layers[0].colour, all[0].layers[1].colour);
  assert.equal(all[0].viewBox, '0 0 1100 1100');
});

test('lines that come later join the drawing, also while the program runs', async (context) => {
  const { page, write, drawings } = await open(context);
  await write(`import time\n${printing(point(0, 0))}t = time.time()\nwhile time.time() < t + 0.3:\n    pass\n${printing(point(1, 1))}while True:\n    pass`);
  await page.click('#run');
  await waitUntil(page, () => document.querySelectorAll('#output svg g').length === 2);
  assert.equal((await drawings()).length, 1);
  await page.click('#stop');
});

test('a hole is not filled, and overlapping polygons do not make one', async (context) => {
  const { page, run } = await open(context);
  await run(printing({ type: 'MultiPolygon', coordinates: [[square(0, 10), square(4, 6)], [square(0, 3)]] }));
  const isFilled = (/** @type {number} */ at) => page.$$eval('#output svg path', (all, share) => all.some((one) => {
    const place = Object.assign(/** @type {any} */ (one).ownerSVGElement.createSVGPoint(), { x: 50 + 1000 * share, y: 1050 - 1000 * share });
    return getComputedStyle(one).fill !== 'none' && /** @type {any} */ (one).isPointInFill(place);
  }), at);
  assert.deepEqual([await isFilled(0.5), await isFilled(0.35), await isFilled(0.1)], [false, true, true]);
});

test('every type is drawn: points and lines of one geometry as one path, each polygon as its own', async (context) => {
  const { run, drawings } = await open(context);
  const line = { type: 'LineString', coordinates: [[0, 0, 7], [1, 2, 8]] };
  const many = { type: 'GeometryCollection', geometries: [
    { type: 'MultiPoint', coordinates: [[0, 0], [1, 1]] }, { type: 'MultiLineString', coordinates: [[[0, 0], [1, 1]], [[1, 0], [0, 1]]] },
    { type: 'MultiPolygon', coordinates: [[square(0, 1)], [square(1, 2)]] }] };
  const features = { type: 'FeatureCollection', features: [{ type: 'Feature', properties: {}, geometry: line }, { type: 'Feature', properties: null, geometry: null }] };
  await run(printing(line, many, features, features.features[0]));
  const [{ layers, label }] = await drawings();
  assert.deepEqual(layers.map(({ paths }) => paths.length), [1, 4, 1, 1]);
  assert.equal(layers[1].paths[0].match(/h0/g)?.length, 2);
  assert.match(label ?? '', /^Drawing: LineString, 2 points; GeometryCollection, 16 points; FeatureCollection, 2 points; Feature, 2 points$/);
});

test('a single point is seen, as a dot of the same size whatever its coordinates are', async (context) => {
  const { page, run } = await open(context);
  for (const [index, shapes] of [[point(1e300, -1e300)], [point(5, 5)], [point(0, 0), point(1e300, 1e300)], [point(-3e-9, 0), point(1e-9, 0)]].entries()) {
    await run(printing(...shapes));
    assert.doesNotMatch(await page.$eval('#output svg', (svg) => svg.outerHTML), /NaN|Infinity|e\+/);
    const picture = await (await page.$('#output svg'))?.screenshot({ path: pictureFile(`drawing-point-${index}`), encoding: 'base64' });
    const count = await page.evaluate(colouredPixels, `data:image/png;base64,${picture}`);
    assert.ok(count > 30 * shapes.length && count < 90 * shapes.length, `${count} pixels for ${shapes.length} of case ${index}`);
  }
});

/** How many pixels of a picture are clearly blue or orange. @param {string} address */
async function colouredPixels(address) {
  const image = Object.assign(new Image(), { src: address });
  await image.decode();
  const canvas = Object.assign(document.createElement('canvas'), { width: image.width, height: image.height });
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, image.width, image.height);
  let count = 0;
  for (let at = 0; at < data.length; at += 4) count += Number(Math.abs(data[at] - data[at + 2]) > 90);
  return count;
}

const texts = [
  '{"answer": 42}', '{"type": "Circle", "coordinates": [0, 0]}', '{"type": "Point"}', '{"type": "Point", "coordinates": [1]}',
  '{"type": "Point", "coordinates": ["1", 2]}', '{"type": "Point", "coordinates": [1e999, 2]}', '{"type": "Point", "coordinates": [NaN, 2]}',
  '{"type": "Polygon", "coordinates": [[0, 0], [1, 1]]}', '{"type": "LineString", "coordinates": [[0, 0], null]}',
  '{"type": "Point", "coordinates": []}', '{"type": "Feature", "properties": {}, "geometry": null}', '{"type": "Feature"}',
  '{"type": "FeatureCollection", "features": [{"type": "Point", "coordinates": [0, 0]}]}', '{"type": "toString", "coordinates": []}',
  '{"type": "Point", "coordinates": [0, 0]', '{"type": "Point", "coordinates": [0, 0]} and more', '[1, 2]', 'null', '{', '',
  `${'{"type": "GeometryCollection", "geometries": ['.repeat(33)}${JSON.stringify(point(0, 0))}${']}'.repeat(33)}`,
];

test('what is no GeoJSON, or holds no point, stays the text it is', async (context) => {
  const { page, run, errors } = await open(context);
  assert.equal(await run(printing(...texts)), texts.map((text) => `${text}\n`).join(''));
  assert.equal(await page.$$eval('#output svg, #output figure', (all) => all.length), 0);
  assert.deepEqual(errors, []);
});

test('a line is drawn where it starts a line of stdout only, also printed in pieces and without an end', async (context) => {
  const { run, kinds } = await open(context);
  const text = JSON.stringify(point(1, 2));
  assert.equal(await run(`print(">", ${JSON.stringify(text)})`), `> ${text}\n`);
  await run(`import sys\nfor c in ${JSON.stringify(text)}:\n    print(c, end="")\n`);
  assert.deepEqual(await kinds(), ['drawing']);
  await run(`print('{"half":', end="")\n1/0`);
  assert.match((await kinds()).join(''), /^\{"half":Traceback/);
});

test('more than 200 000 points are not drawn, and the text says so', async (context) => {
  const { run, drawings, page } = await open(context);
  await run(`import json\n${printing(point(0, 0))}print(json.dumps({'type': 'LineString', 'coordinates': [[x, x] for x in range(200000)]}))`);
  const [{ layers }] = await drawings();
  assert.deepEqual(layers.map(({ paths }) => paths.length), [1, 0]);
  assert.equal(await textOf(page, '#output summary'), 'Point, 1 point; LineString, 200000 points; drawn: 1, more are too many');
  assert.ok((await textOf(page, '#output')).length < 110_000);
});

test('program output is never markup, and the page\'s policy has nothing to report', async (context) => {
  const { page, visit, run, errors } = await open(context);
  await page.evaluateOnNewDocument(() => addEventListener('securitypolicyviolation', ({ violatedDirective }) => console.error(`policy: ${violatedDirective}`)));
  await visit('');
  await run(printing({ ...point(0, 0), properties: '<img src=x onerror=alert(1)>' }, '{"type": "<b>"}'));
  assert.equal(await page.$$eval('#output img, #output b', (all) => all.length), 0);
  assert.equal(await page.$$eval('#output svg', (all) => all.length), 1);
  assert.deepEqual(errors, []);
});

test('a drawing needs no leave for inline styles', async (context) => {
  const script = `import { makeDrawing, readGeoJson } from './drawing.mjs';
    self.reports = [];
    addEventListener('securitypolicyviolation', ({ violatedDirective }) => reports.push(violatedDirective));
    const drawing = makeDrawing();
    drawing.add(readGeoJson('{"type": "Point", "coordinates": [0, 0]}'), 'line');
    drawing.draw();
    document.body.append(drawing.element);
    self.done = new Promise((resolve) => setTimeout(() => resolve([reports, document.querySelectorAll('svg path').length])));`;
  const file = path.join(root, 'js/playground/src/drawing.mjs');
  const site = await serve({ '/page.html': { body: '<!doctype html><link rel="icon" href="data:,"><script type="module" src="page.mjs"></script>' }, '/page.mjs': { body: script }, '/drawing.mjs': { file } });
  context.after(site.close);
  const { page, result, errors } = await openPage(browsers.light(), context);
  await page.goto(`${site.origin}/page.html`);
  await waitUntil(page, () => 'done' in self);
  assert.deepEqual([await result(), errors], [[[], 1], []]);
});

for (const scheme of /** @type {const} */ (['light', 'dark'])) {
  test(`the snowflake of the examples, in ${scheme} pictures wide and narrow`, async (context) => {
    const { page, finished, drawings } = await open(context, browsers[scheme]());
    await selectLabel(page, '#example', 'Draw a snowflake');
    await page.click('#run');
    await finished();
    assert.equal((await drawings())[0].label, 'Drawing: Polygon, 769 points; LineString, 4 points; MultiPoint, 3 points');
    for (const width of [1280, 390]) {
      await page.setViewport({ width, height: 800 });
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `no sideways scrolling at ${width}`);
      await page.screenshot({ path: pictureFile(`drawing-${width}-${scheme}`) });
    }
  });
}
