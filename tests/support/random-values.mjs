/**
 * Random JavaScript values of every kind that `py.set` takes, each with what `py.get` has to give for it.
 * Limits: imports nothing, so that pages and Node run the same text. A value is known by its seed and its number.
 */

/** @typedef {() => number} Random from 0 to 1, as Math.random */
/** @typedef {[value: any, back: any]} Pair what goes in, what comes back */
/** @typedef {(random: Random, depth: number, hasArrays: boolean) => Pair} Kind `depth`: in how many others it lies */

/** The generator mulberry32. @param {number} seed @returns {Random} */
export const randomFrom = (seed) => () => {
  seed = (seed + 0x6d2b79f5) | 0;
  let word = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  word = (word + Math.imul(word ^ (word >>> 7), 61 | word)) ^ word;
  return ((word ^ (word >>> 14)) >>> 0) / 2 ** 32;
};

const below = (/** @type {Random} */ random, /** @type {number} */ end) => Math.floor(random() * end);
/** @template T @param {Random} random @param {ArrayLike<T>} list @returns {T} */
const pick = (random, list) => list[below(random, list.length)];
const word = (/** @type {Random} */ random) => below(random, 2 ** 32);

/** Mostly small, often beside a power of two, where buffers grow. @param {Random} random @param {number} powerMax */
const sizeOf = (random, powerMax) => {
  const power = 2 ** below(random, Math.max(powerMax, 0) + 1);
  return random() < 0.6 ? below(random, Math.min(power, 8)) : Math.max(0, power + below(random, Math.min(25, power)) - 12);
};

const letters = ['a', 'b', 'z', '0', '7', ' ', '\n', '\0', '"', '\\', 'ä', 'ß', 'ž', '€', '\u2028', '\ufeff', '\ufffd', '\uffff', '漢', '字', '😀', '🐍', '\u{10ffff}', 'e\u0301'];
const text = (/** @type {Random} */ random, depth = 0) => {
  const size = sizeOf(random, 12 - 4 * depth);
  if (random() < 0.3) return pick(random, letters).repeat(size);
  return Array.from({ length: size }, () => pick(random, letters)).join('');
};

const edges = [0, -0, 1, -1, 31, 32, -32, -33, 127, 128, -128, -129, 255, 256, 32767, 32768, -32768, -32769, 65535, 65536, 2 ** 31 - 1, 2 ** 31, -(2 ** 31), -(2 ** 31) - 1,
  2 ** 32 - 1, 2 ** 32, 2 ** 53 - 1, 2 ** 53, -(2 ** 53), 2 ** 63, 2 ** 64, 0.1, 1.5, -2.75, 1e300, 5e-324, NaN, Infinity, -Infinity];
const float = (/** @type {Random} */ random) => new Float64Array(Uint32Array.of(word(random), word(random)).buffer)[0];
const number = (/** @type {Random} */ random) => {
  const chance = random();
  if (chance < 0.4) return pick(random, edges);
  return chance < 0.7 ? below(random, 2 ** 53) * pick(random, [1, -1]) : float(random);
};

const bigEdges = [0n, -1n, 2n ** 53n - 1n, 2n ** 53n, -(2n ** 53n), 2n ** 63n - 1n, -(2n ** 63n)];
const big = (/** @type {Random} */ random) => (random() < 0.4 ? pick(random, bigEdges) : BigInt.asIntN(64, (BigInt(word(random)) << 32n) | BigInt(word(random))));
/** @param {bigint} value */
const bigBack = (value) => (Number.isSafeInteger(Number(value)) ? Number(value) : value);

const bytes = (/** @type {Random} */ random, depth = 0) => Uint8Array.from({ length: sizeOf(random, 12 - 4 * depth) }, () => below(random, 256));

const views = [Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array, BigInt64Array, BigUint64Array, Float32Array, Float64Array];
/** A place in a larger buffer, so that a view has an offset. @param {Random} random @param {number} depth */
const view = (random, depth) => {
  const View = pick(random, views);
  const length = sizeOf(random, 9 - 3 * depth);
  const buffer = new ArrayBuffer(8 * length + 64);
  new Uint8Array(buffer).forEach((_, index, all) => void (all[index] = below(random, 256)));
  return new View(buffer, 8 * below(random, 8), length);
};
/** @param {ArrayBufferView} value */
const bytesOf = (value) => new Uint8Array(value.buffer, value.byteOffset, value.byteLength).slice();

/** Shapes that an array of so many elements can have. @param {Random} random @param {number} length */
const shapeOf = (random, length) => {
  if (!length) return pick(random, [[0], [0, 3], [2, 0, 4]]);
  const divisor = [6, 5, 4, 3, 2].find((each) => length % each === 0) ?? 1;
  return pick(random, [[length], [length / divisor, divisor], [1, divisor, length / divisor, 1]]);
};

/** A typed array: its bytes where a tier has no arrays. @type {Kind} */
const array = (random, depth, hasArrays) => {
  const value = view(random, depth);
  const hasShape = random() < 0.5;
  const shape = hasShape ? shapeOf(random, value.length) : [value.length];
  if (hasShape) Object.assign(value, { shape });
  if (!hasArrays || (!hasShape && value instanceof Uint8Array)) return [value, bytesOf(value)];
  const back = value instanceof Uint8ClampedArray ? new Uint8Array(value) : value.slice();
  return [value, Object.assign(back, { shape, dtype: value[Symbol.toStringTag].slice(0, -5).replace('Clamped', '').replace('Big', '').toLowerCase() })];
};

/** @type {Kind} */
const list = (random, depth, hasArrays) => {
  const items = Array.from({ length: sizeOf(random, 6 - 2 * depth) }, () => pairOf(random, depth + 1, hasArrays));
  const value = items.map(([item]) => item);
  const back = items.map(([, item]) => item);
  if (value.length && random() < 0.1) {
    const hole = below(random, value.length);
    delete value[hole];
    back[hole] = null;
  }
  return [value, back];
};

const names = ['', 'type', 'coordinates', '__proto__', 'constructor', 'toString', '0', '17', 'length'];
const name = (/** @type {Random} */ random) => (random() < 0.5 ? pick(random, names) : text(random, 6));
/** A property like any other, whatever its name. @param {object} object @param {string} key @param {any} value */
const put = (object, key, value) => Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });

/** @type {Kind} */
const object = (random, depth, hasArrays) => {
  const [value, back] = [random() < 0.8 ? {} : Object.create(null), {}];
  for (let left = sizeOf(random, 5 - 2 * depth); left > 0; left--) {
    const [item, itemBack] = pairOf(random, depth + 1, hasArrays);
    const key = name(random);
    put(value, key, item);
    put(back, key, itemBack);
  }
  return [value, back];
};

/** What Python tells keys apart by: 1, 1.0 and True are one. @param {any} key */
const identity = (key) => {
  if (typeof key === 'string') return `text ${key}`;
  if (key instanceof Uint8Array) return `bytes ${key}`;
  return `number ${typeof key === 'number' && !Number.isInteger(key) ? key : BigInt(key)}`;
};

/** @type {((random: Random) => Pair)[]} */
const keys = [
  (random) => [name(random), null],
  (random) => [number(random), null],
  (random) => [random() < 0.5, null],
  (random) => ((value) => /** @type {Pair} */ ([value, bigBack(value)]))(big(random)),
  (random) => [bytes(random, 2), null],
];

/** A Map; one whose keys are all texts comes back as an object. @type {Kind} */
const map = (random, depth, hasArrays) => {
  const [value, back, seen] = [new Map(), new Map(), new Set()];
  for (let left = sizeOf(random, 5 - 2 * depth); left > 0; left--) {
    const [key, keyBack] = pick(random, keys)(random);
    const item = pairOf(random, depth + 1, hasArrays);
    if (seen.has(identity(key))) continue;
    seen.add(identity(key));
    value.set(key, item[0]);
    back.set(keyBack ?? key, item[1]);
  }
  return [value, [...back.keys()].every((key) => typeof key === 'string') ? Object.fromEntries(back) : back];
};

const position = (/** @type {Random} */ random) => [random() * 360 - 180, random() * 180 - 90];
/** What maps are made of. @param {Random} random */
const geojson = (random) => {
  const ring = Array.from({ length: sizeOf(random, 4) }, () => position(random));
  const geometry = pick(random, [{ type: 'Point', coordinates: position(random) }, { type: 'LineString', coordinates: ring }, { type: 'Polygon', coordinates: [ring, ring] }, null]);
  return { type: 'Feature', id: number(random), properties: { name: text(random, 2), visible: random() < 0.5, note: null, tags: [text(random, 3)] }, geometry };
};
/** @type {Kind} */
const features = (random, depth) => {
  const value = { type: 'FeatureCollection', features: Array.from({ length: sizeOf(random, 4 - 2 * depth) }, () => geojson(random)) };
  return [value, value];
};

/** Comes back as it is. @param {(random: Random, depth: number) => any} make @returns {Kind} */
const same = (make) => (random, depth) => ((value) => /** @type {Pair} */ ([value, value]))(make(random, depth));
/** @type {Kind[]} */
const scalars = [
  (random) => [random() < 0.5 ? undefined : null, null],
  same((random) => random() < 0.5), same(number), same(number), same(text), same(text),
  (random) => ((value) => /** @type {Pair} */ ([value, bigBack(value)]))(big(random)),
  same(bytes),
  (random, depth) => ((value) => /** @type {Pair} */ ([random() < 0.5 ? value.buffer : new DataView(value.buffer), value]))(bytes(random, depth)),
  array,
];
const containers = [list, list, object, object, map, features, same((random, depth) => Array(sizeOf(random, 12 - 4 * depth)).fill(pick(random, [true, false, null, 7, -1.5, 'x'])))];

/** @type {Kind} */
const pairOf = (random, depth, hasArrays) => pick(random, depth < 4 && random() < 0.7 / (depth + 1) ? containers : scalars)(random, depth, hasArrays);

/**
 * A random value and what it comes back as.
 * @param {number} seed @param {number} index which of the values of this seed @param {boolean} hasArrays whether the tier has numpy @returns {Pair}
 */
export const randomPair = (seed, index, hasArrays) => pairOf(randomFrom(Math.imul(seed, 0x9e3779b1) ^ index), 0, hasArrays);

/** Values of one size each: what a buffer that starts small has to grow for. @type {Record<string, (size: number) => Pair>} */
export const sized = {
  text: (size) => ['x'.repeat(size), 'x'.repeat(size)],
  bytes: (size) => [new Uint8Array(size).fill(7), new Uint8Array(size).fill(7)],
  booleans: (size) => [Array(size).fill(true), Array(size).fill(true)],
  nothing: (size) => [Array(size), Array(size).fill(null)],
  integers: (size) => [Array(size).fill(-5), Array(size).fill(-5)],
  floats: (size) => [Array(size).fill(0.5), Array(size).fill(0.5)],
  texts: (size) => [Array(size).fill('ä'), Array(size).fill('ä')],
  'text, then a boolean': (size) => [['x'.repeat(size), true], ['x'.repeat(size), true]],
  'text, then a list': (size) => [['x'.repeat(size), []], ['x'.repeat(size), []]],
  'text, then bytes': (size) => [['x'.repeat(size), Uint8Array.of(9)], ['x'.repeat(size), Uint8Array.of(9)]],
  keys: (size) => ((value) => /** @type {Pair} */ ([value, value]))({ ['k'.repeat(size)]: false }),
};

const kindOf = (/** @type {any} */ value) => Object.prototype.toString.call(value).slice(8, -1);

const show = (/** @type {any} */ value) => {
  if (Object(value) === value) return `a ${kindOf(value)} of ${Object.keys(value).length}`;
  if (typeof value === 'string') return JSON.stringify(value).slice(0, 60);
  return typeof value === 'bigint' ? `${value}n` : Object.is(value, -0) ? '-0' : String(value);
};

/** Keys and items; only a Map's order is told. @param {any} value @returns {[any, any][]} */
const partsOf = (value) => {
  if (value instanceof Map) return [...value];
  if (Array.isArray(value)) return value.map((item, index) => [index, item]);
  const parts = ArrayBuffer.isView(value) ? [['dtype', Reflect.get(value, 'dtype')], ['shape', Reflect.get(value, 'shape')]] : [];
  return [...parts, ...Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1))];
};

/**
 * Where two values differ first, and how; undefined when they are the same.
 * @param {any} found @param {any} expected @returns {string | undefined}
 */
export const difference = (found, expected) => {
  if (Object.is(found, expected)) return undefined;
  if (Object(found) !== found || Object(expected) !== expected || kindOf(found) !== kindOf(expected)) return ` is ${show(found)}, not ${show(expected)}`;
  const [left, right] = [found, expected].map(partsOf);
  if (left.length !== right.length) return ` has ${left.length} parts, not ${right.length}`;
  for (let index = 0; index < right.length; index++) {
    const [key, item] = right[index];
    const wrongKey = difference(left[index][0], key);
    if (wrongKey) return `'s key ${index}${wrongKey}`;
    const wrong = difference(left[index][1], item);
    if (wrong) return `[${show(key)}]${wrong}`;
  }
  return undefined;
};
