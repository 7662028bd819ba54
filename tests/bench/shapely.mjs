/** How fast our shapely is against native Shapely, which has the same GEOS. */
import { versus } from './versus.mjs';

/** The geometric mean of the operations' ratios shall stay below this. */
const meanMax = 1.25;
/** Not GEOS's own operations: parsing has a target of its own, calls are all overhead. */
const apart = ['WKT read 6 digits', 'WKT read 17 digits', 'a.intersects(b)', 'a.area', 'Point(x, y)', 'contains_xy one point'];
/** @type {Record<string, number>} */
const targets = { 'WKT read 6 digits': 1.5, 'WKT read 17 digits': 1.5 };

const found = await versus({ tier: 'geos', counterpart: 'Shapely', cases: new URL('shapely_cases.py', import.meta.url), targets });
const ratios = [...found].filter(([name]) => !apart.includes(name)).map(([, { theirs, ours }]) => ours / theirs);
const mean = Math.exp(ratios.reduce((sum, ratio) => sum + Math.log(ratio), 0) / ratios.length);
console.log(`geometric mean of ${ratios.length} operations: ${mean.toFixed(2)} (at most ${meanMax})${mean > meanMax ? '  missed' : ''}`);
const call = (found.get('a.intersects(b)')?.ours ?? NaN) * 1e6;
console.log(`a.intersects(b): ${call.toFixed(2)} µs (at most 2)${call > 2 ? '  missed' : ''}`);
