/**
 * Python values as JavaScript values and back, as MessagePack: the format of the host binding's `pkw_eval`, `pkw_get`,
 * `pkw_set` and `pkw_error`. The build puts this text into both wrappers, at their line for `exchange`, so that a tier's files
 * agree on the format among themselves and no loader needs to know it.
 *
 * None ↔ null, bool, int ↔ number or (beyond 2^53) BigInt, float ↔ number, str, bytes ↔ Uint8Array, list and tuple ↔ Array,
 * dict ↔ object, or Map where a key is no string. Where a tier has arrays: ndarray ↔ typed array with `dtype` and `shape`, copied once; a
 * Uint8Array without them is bytes.
 * Limits: integers have 64 bits; a whole number becomes int, so 1.0 comes back as 1; cycles are refused.
 */

const bigIntFits = (/** @type {bigint} */ value) => BigInt.asIntN(64, value) === value;

/** NumPy's names of what JavaScript calls otherwise; complex numbers are pairs. @type {Record<string, string>} */
const typeNames = { bool: 'Uint8', int64: 'BigInt64', uint64: 'BigUint64', complex64: 'Float32', complex128: 'Float64' };
/** @type {Record<string, string>} */
const dtypes = { Uint8Clamped: 'uint8', BigInt64: 'int64', BigUint64: 'uint64' };

/** @param {Uint8Array} bytes MessagePack out of the interpreter, in its memory @returns {any} */
const decode = (bytes) => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const text = new TextDecoder('utf-8', { ignoreBOM: true });
  let at = 0;
  const take = (/** @type {number} */ size) => bytes.subarray(at, (at += size));
  const size = (/** @type {number} */ power) => {
    at += 1 << power;
    return power === 0 ? view.getUint8(at - 1) : power === 1 ? view.getUint16(at - 2) : view.getUint32(at - 4);
  };
  const long = (/** @type {bigint} */ value) => ((at += 8), Number.isSafeInteger(Number(value)) ? Number(value) : value);
  const list = (/** @type {number} */ count) => Array.from({ length: count }, value);
  const dict = (/** @type {number} */ count) => {
    const pairs = Array.from({ length: count }, () => [value(), value()]);
    return pairs.every(([key]) => typeof key === 'string') ? Object.fromEntries(pairs) : new Map(/** @type {any} */ (pairs));
  };
  const array = () => {
    const end = size(1) + at + 1;
    const word = (/** @type {number} */ index) => view.getUint32(at + 1 + 4 * index, true);
    const shape = Array.from({ length: word(1) }, (_, axis) => word(axis + 2));
    const dtype = text.decode(bytes.subarray(at + 9 + 4 * shape.length, end));
    const Type = /** @type {any} */ (globalThis)[`${typeNames[dtype] ?? dtype[0].toUpperCase() + dtype.slice(1)}Array`];
    const place = word(0);
    const count = shape.reduce((product, length) => product * length, dtype[0] === 'c' ? 2 : 1);
    at = end;
    return Object.assign(new Type(bytes.buffer.slice(place, place + count * Type.BYTES_PER_ELEMENT)), { dtype, shape });
  };
  /** The types that a leading byte of 0xc0 and more stands for. @type {Record<number, () => any>} */
  const tagged = {
    0xc0: () => null,
    0xc2: () => false,
    0xc3: () => true,
    0xc4: () => take(size(0)).slice(),
    0xc5: () => take(size(1)).slice(),
    0xc6: () => take(size(2)).slice(),
    0xc8: array,
    0xcb: () => ((at += 8), view.getFloat64(at - 8)),
    0xcc: () => size(0),
    0xcd: () => size(1),
    0xce: () => size(2),
    0xcf: () => long(view.getBigUint64(at)),
    0xd0: () => ((at += 1), view.getInt8(at - 1)),
    0xd1: () => ((at += 2), view.getInt16(at - 2)),
    0xd2: () => ((at += 4), view.getInt32(at - 4)),
    0xd3: () => long(view.getBigInt64(at)),
    0xd9: () => text.decode(take(size(0))),
    0xda: () => text.decode(take(size(1))),
    0xdb: () => text.decode(take(size(2))),
    0xdc: () => list(size(1)),
    0xdd: () => list(size(2)),
    0xde: () => dict(size(1)),
    0xdf: () => dict(size(2)),
  };
  /** @returns {any} */
  const value = () => {
    const tag = view.getUint8(at++);
    if (tag < 0x80) return tag;
    if (tag < 0x90) return dict(tag & 15);
    if (tag < 0xa0) return list(tag & 15);
    if (tag < 0xc0) return text.decode(take(tag & 31));
    return tag >= 0xe0 ? tag - 256 : tagged[tag]();
  };
  return value();
};

/** @param {any} root what becomes a Python value @param {any} module the interpreter that arrays are copied to @returns {Uint8Array} */
const encode = (root, module) => {
  let arrays = 0;
  let bytes = new Uint8Array(256);
  let view = new DataView(bytes.buffer);
  let end = 0;
  /** Containers that are being written: one of them inside itself has no end. @type {Set<any>} */
  const open = new Set();
  const room = (/** @type {number} */ size) => {
    if (end + size > bytes.length) {
      const grown = new Uint8Array(2 * (end + size));
      grown.set(bytes);
      [bytes, view] = [grown, new DataView(grown.buffer)];
    }
    end += size;
    return end - size;
  };
  /** A tag and a size in 32 bits: longer than it could be for short things, and the same for the reader. */
  const head = (/** @type {number} */ tag, /** @type {number} */ size) => {
    const at = room(5);
    view.setUint8(at, tag);
    view.setUint32(at + 1, size);
  };
  const raw = (/** @type {number} */ tag, /** @type {Uint8Array} */ data) => {
    head(tag, data.length);
    bytes.set(data, room(data.length));
  };
  const isArray = (/** @type {any} */ value) => module._pkw_ndarray_new && (value.dtype || value.shape || !(value instanceof Uint8Array || value instanceof DataView));
  /** Copied at once to where Python will have it. @param {any} value */
  const array = (value) => {
    const name = value.constructor.name.slice(0, -5);
    const dtype = value.dtype ?? dtypes[name] ?? name.toLowerCase();
    const shape = value.shape ?? [value.length / (dtype[0] === 'c' ? 2 : 1)];
    const place = module.ccall('pkw_ndarray_new', 'number', ['string', 'number', 'number'], [dtype, value.byteLength, arrays]);
    if (!place) throw new TypeError(module.readValue(module._pkw_error())[1]);
    module.HEAPU8.set(bytesOf(value), place);
    const at = room(8 + 4 * shape.length);
    view.setUint32(at, 0xc8000001 | (4 + 4 * shape.length) << 8);
    [arrays++, ...shape].forEach((word, index) => view.setUint32(at + 4 + 4 * index, word, true));
  };
  const number = (/** @type {number | bigint} */ value) => {
    const at = room(9);
    const whole = typeof value === 'bigint' || (Number.isSafeInteger(value) && !Object.is(value, -0));
    view.setUint8(at, whole ? 0xd3 : 0xcb);
    if (whole) view.setBigInt64(at + 1, BigInt(value));
    else view.setFloat64(at + 1, Number(value));
  };
  const pairs = (/** @type {[any, any][]} */ entries) => {
    head(0xdf, entries.length);
    for (const [key, item] of entries) write(key), write(item);
  };
  const container = (/** @type {any} */ value) => {
    if (open.has(value)) throw new TypeError('a value that contains itself cannot become a Python value');
    open.add(value);
    if (Array.isArray(value)) head(0xdd, value.length), value.forEach(write);
    else pairs(value instanceof Map ? [...value] : Object.entries(value));
    open.delete(value);
  };
  /** @param {any} value */
  const write = (value) => {
    const type = typeof value;
    if (value === null || value === undefined) bytes[room(1)] = 0xc0;
    else if (type === 'boolean') bytes[room(1)] = value ? 0xc3 : 0xc2;
    else if (type === 'number' || (type === 'bigint' && bigIntFits(value))) number(value);
    else if (type === 'string') raw(0xdb, new TextEncoder().encode(value));
    else if (ArrayBuffer.isView(value)) isArray(value) ? array(value) : raw(0xc6, bytesOf(value));
    else if (value instanceof ArrayBuffer) raw(0xc6, new Uint8Array(value));
    else if (Array.isArray(value) || value instanceof Map || isPlain(value)) container(value);
    else throw new TypeError(`${type === 'bigint' ? 'an integer beyond 64 bits' : nameOf(value)} cannot become a Python value`);
  };
  write(root);
  return bytes.subarray(0, end);
};

const bytesOf = (/** @type {ArrayBufferView} */ value) => new Uint8Array(value.buffer, value.byteOffset, value.byteLength);

const isPlain = (/** @type {any} */ value) => {
  if (typeof value !== 'object') return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
};

const nameOf = (/** @type {any} */ value) => (typeof value === 'object' ? `a ${value.constructor?.name ?? 'strange'} object` : `a ${typeof value}`);
