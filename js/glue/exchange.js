/**
 * Python values as JavaScript values and back, as MessagePack: the format of the host binding's `pkw_eval`, `pkw_get`,
 * `pkw_set` and `pkw_error`. The build puts this text into both wrappers, at their line for `exchange`, so that a tier's files
 * agree on the format among themselves and no loader needs to know it.
 *
 * None ↔ null, bool, int ↔ number or (beyond 2^53) BigInt, float ↔ number, str, bytes ↔ Uint8Array, list and tuple ↔ Array,
 * dict ↔ object, or Map where a key is no string. Where a tier has arrays: ndarray ↔ typed array with `dtype` and `shape`, copied once; a
 * Uint8Array without them is bytes.
 * Limits: integers have 64 bits; a whole number becomes int, so 1.0 comes back as 1; cycles, half surrogate pairs, and keys that are one in
 * Python are refused. A refusal says where in the value its reason lies.
 */

/** NumPy's names of JavaScript's element types; complex numbers are pairs. @type {Record<string, string>} */
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
  const signed = (/** @type {number} */ power) => (size(power) << (32 - (8 << power))) >> (32 - (8 << power));
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
  /** @returns {any} */
  const value = () => {
    const tag = view.getUint8(at++);
    if (tag < 0x80) return tag;
    if (tag < 0x90) return dict(tag & 15);
    if (tag < 0xa0) return list(tag & 15);
    if (tag < 0xc0) return text.decode(take(tag & 31));
    if (tag === 0xc0) return null;
    if (tag < 0xc4) return tag === 0xc3;
    if (tag < 0xc7) return take(size(tag - 0xc4)).slice();
    if (tag === 0xc8) return array();
    if (tag === 0xcb) return (at += 8), view.getFloat64(at - 8);
    if (tag < 0xcf) return size(tag - 0xcc);
    if (tag === 0xcf) return long(view.getBigUint64(at));
    if (tag < 0xd3) return signed(tag - 0xd0);
    if (tag === 0xd3) return long(view.getBigInt64(at));
    if (tag < 0xdc) return text.decode(take(size(tag - 0xd9)));
    if (tag < 0xde) return list(size(tag - 0xdb));
    return tag < 0xe0 ? dict(size(tag - 0xdd)) : tag - 256;
  };
  return value();
};

/** A Map's key by Python's equality: 1, 1.0 and True are the same key. @param {any} key */
const identity = (key) => {
  if (typeof key === 'string') return `'${key}`;
  if (Object(key) === key) return bytesOf(key).join();
  return typeof key === 'number' && !Number.isInteger(key) ? key : BigInt(key);
};

/** @param {any} root what becomes a Python value @param {any} module the interpreter that arrays are copied to @returns {Uint8Array} */
const encode = (root, module) => {
  /** Arrays to be copied after the traversal, so that no getter of the host runs in between. @type {{ value: ArrayBufferView, dtype: string, where: string }[]} */
  const arrays = [];
  let bytes = new Uint8Array(256);
  let view = new DataView(bytes.buffer);
  let end = 0;
  /** Containers being encoded, to detect circular references. @type {Set<any>} */
  const open = new Set();
  /** The current key of each of them. @type {any[]} */
  const keys = [];

  /** The path of the current value, as a JavaScript expression. */
  const where = () => ['value', ...keys.map((key) => (/^[a-z_]\w*$/i.test(key) ? `.${key}` : `[${typeof key === 'string' ? JSON.stringify(key) : key}]`))].join('');
  /** @param {string} why @returns {never} */
  const refuse = (why, place = where()) => {
    throw new TypeError(`\`${place}\` cannot become a Python value: ${why}`);
  };

  /** Reserves space and returns its offset. `bytes` and `view` must be read after this call only: it may replace them. */
  const room = (/** @type {number} */ size) => {
    if (end + size > bytes.length) {
      const grown = new Uint8Array(2 * (end + size));
      grown.set(bytes);
      bytes = grown;
      view = new DataView(grown.buffer);
    }
    end += size;
    return end - size;
  };
  const tag = (/** @type {number} */ byte) => {
    const at = room(1);
    bytes[at] = byte;
  };
  /** A tag and a 32-bit size: not the shortest encoding of short values, but equivalent. */
  const head = (/** @type {number} */ byte, /** @type {number} */ size) => {
    tag(byte);
    const at = room(4);
    view.setUint32(at, size);
  };
  const raw = (/** @type {number} */ byte, /** @type {Uint8Array} */ data) => {
    head(byte, data.length);
    const at = room(data.length);
    bytes.set(data, at);
  };
  const string = (/** @type {string} */ value) => {
    if (/\p{Cs}/u.test(value)) refuse('it has half of a surrogate pair');
    raw(0xdb, new TextEncoder().encode(value));
  };
  const number = (/** @type {number | bigint} */ value) => {
    const isWhole = typeof value === 'bigint' || (Number.isSafeInteger(value) && !Object.is(value, -0));
    tag(isWhole ? 0xd3 : 0xcb);
    const at = room(8);
    if (isWhole) view.setBigInt64(at, BigInt(value));
    else view.setFloat64(at, /** @type {number} */ (value));
  };

  const isArray = (/** @type {any} */ value) => module._pkw_ndarray_new && (value.dtype || value.shape || !(value instanceof Uint8Array || value instanceof DataView));
  /** @param {any} value */
  const array = (value) => {
    const name = value[Symbol.toStringTag].slice(0, -5);
    const dtype = String(value.dtype ?? dtypes[name] ?? name.toLowerCase());
    const count = value.byteLength / (Number(dtype.match(/\d+/) ?? 8) / 8);
    const shape = value.shape ?? [count];
    const fits = Array.isArray(shape) && shape.length < 99 && shape.reduce((product, size) => (Number.isInteger(size) && size >= 0 ? product * size : NaN), 1) === count;
    if (value.shape && !fits) refuse(`its shape [${shape}] does not fit ${value.byteLength} bytes of ${dtype}`);
    const words = [arrays.push({ value, dtype, where: where() }) - 1, ...shape];
    const at = room(4 + 4 * words.length);
    view.setUint32(at, 0xc8000001 | (4 * words.length) << 8);
    words.forEach((word, index) => view.setUint32(at + 4 + 4 * index, word, true));
  };
  /** Copies an array into the memory of its ndarray. @param {typeof arrays[0]} array @param {number} index */
  const copy = ({ value, dtype, where }, index) => {
    const place = module.ccall('pkw_ndarray_new', 'number', ['string', 'number', 'number'], [dtype, value.byteLength, index]);
    if (!place) refuse(module.readValue(module._pkw_error())[1], where);
    module.HEAPU8.set(bytesOf(value), place);
  };

  const isKey = (/** @type {any} */ key) => (Object(key) === key ? ArrayBuffer.isView(key) && !isArray(key) : typeof (key ?? Symbol.iterator) !== 'symbol');
  /** @param {[any, any][]} entries @param {boolean} isMap */
  const pairs = (entries, isMap) => {
    if (isMap) {
      const wrong = entries.find(([key]) => !isKey(key));
      if (wrong) refuse(`it has a key of the type ${nameOf(wrong[0])}`);
      if (new Set(entries.map(([key]) => identity(key))).size < entries.length) refuse('two of its keys are one in Python');
    }
    head(0xdf, entries.length);
    for (const [key, item] of entries) {
      keys[open.size - 1] = key;
      write(key);
      write(item);
    }
  };
  const list = (/** @type {any[]} */ items) => {
    const { length } = items;
    head(0xdd, length);
    for (let index = 0; index < length; index++) {
      keys[open.size - 1] = index;
      write(items[index]); // a hole too
    }
  };
  const container = (/** @type {any} */ value) => {
    if (open.has(value)) refuse('it contains itself');
    if (open.size >= nestingMax) refuse(`it nests more than ${nestingMax} deep`, 'value');
    open.add(value);
    if (Array.isArray(value)) list(value);
    else pairs(value instanceof Map ? [...value] : Object.entries(value), value instanceof Map);
    open.delete(value);
    keys.length = open.size;
  };
  /** @param {any} value */
  const write = (value) => {
    const type = typeof value;
    if (value === null || value === undefined) tag(0xc0);
    else if (type === 'boolean') tag(value ? 0xc3 : 0xc2);
    else if (type === 'number' || (type === 'bigint' && BigInt.asIntN(64, value) === value)) number(value);
    else if (type === 'string') string(value);
    else if (ArrayBuffer.isView(value)) isArray(value) ? array(value) : raw(0xc6, bytesOf(value));
    else if (value instanceof ArrayBuffer) raw(0xc6, new Uint8Array(value));
    else if (Array.isArray(value) || value instanceof Map || isPlain(value)) container(value);
    else refuse(type === 'bigint' ? 'it is beyond 64 bits' : `it is of the type ${nameOf(value)}`);
  };
  write(root);
  arrays.forEach(copy);
  return bytes.subarray(0, end);
};

/** The maximum nesting of containers, that of bindings/msgpack. */
const nestingMax = 1024;

const bytesOf = (/** @type {ArrayBufferView} */ value) => new Uint8Array(value.buffer, value.byteOffset, value.byteLength);

const isPlain = (/** @type {any} */ value) => {
  if (typeof value !== 'object') return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
};

const nameOf = (/** @type {any} */ value) => (typeof value === 'object' ? value?.constructor?.name ?? 'null' : typeof value);
