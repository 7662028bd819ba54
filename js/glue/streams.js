/**
 * streams.js: open files and devices of `module.FS`; the build puts this text into every wrapper, at its line for `streams`.
 * Job: what reads and writes, and the standard devices.
 * Limits: devices are synchronous JavaScript functions; nothing blocks.
 */

/** What streams of plain files do. @type {Record<string, Function>} */
const fileOps = {
  read(/** @type {any} */ { node }, /** @type {any} */ buffer, /** @type {number} */ offset, /** @type {number} */ length, /** @type {number} */ position) {
    const bytes = node.contents.subarray(position, Math.min(position + length, node.usedBytes));
    buffer.set(bytes, offset);
    return bytes.length;
  },
  write(/** @type {any} */ { node }, /** @type {any} */ buffer, /** @type {number} */ offset, /** @type {number} */ length, /** @type {number} */ position) {
    resize(node, Math.max(node.usedBytes, position + length));
    node.contents.set(buffer.subarray ? buffer.subarray(offset, offset + length) : buffer.slice(offset, offset + length), position);
    return length;
  },
};

/** Mode strings of fopen. @type {Record<string, number>} */
const openModes = { r: 0, 'r+': 2, w: 0o1101, 'w+': 0o1102, a: 0o2101, 'a+': 0o2102 };

/** Rejects operations that a stream does not support. @param {any} stream @param {number} wrong the way it must not be open @param {string} what @param {number} length @param {number} [position] */
const checkStream = (stream, wrong, what, length, position) => {
  if (length < 0 || (position ?? 0) < 0) fail(28);
  if (stream.fd === null || (stream.flags & 3) === wrong) fail(8);
  if (stream.node.isFolder) fail(31);
  if (!stream.stream_ops[what]) fail(28);
  if (position !== undefined && !stream.seekable) fail(70);
};

/** Opens and closes. @param {Record<string, any>} tree paths, names and facts */
const makeStreams = ({ nodeAt, getPath, create, truncate, chmod }) => {
  /** @type {any[]} */
  const streams = [];
  /** What devices do, by number. @type {Record<number, any>} */
  const devices = {};
  const getStreamChecked = (/** @type {number} */ fd) => streams[fd] ?? fail(8);

  /** The node to open, created with O_CREAT. @param {any} path @param {number} flags @param {number} mode */
  const wanted = (path, flags, mode) => {
    try {
      const node = nodeAt(path, !!(flags & 0o400000));
      if ((flags & 0o300) === 0o300) fail(20, path);
      if (isLink(node.mode)) fail(32, path);
      if (node.isFolder && flags & 0o1003) fail(31, path);
      if (flags & 0o200000 && !node.isFolder) fail(54, path);
      node.load?.();
      if (flags & 0o1000 && isFile(node.mode)) resize(node, 0);
      return node;
    } catch (error) {
      if (error.errno !== 44 || !(flags & 0o100)) throw error;
      return create(path, mode);
    }
  };

  return {
    streams,
    devices,
    getStream: (/** @type {number} */ fd) => streams[fd],
    getStreamChecked,
    open(/** @type {any} */ path, /** @type {string | number} */ flags = 0, mode = 0o666) {
      const bits = typeof flags === 'string' ? openModes[flags] : flags;
      if (bits === undefined) throw new Error(`Unknown file open mode: ${flags}; there are: ${Object.keys(openModes).join(', ')}`);
      const node = wanted(path, bits, mode);
      const stream_ops = node.isDevice ? devices[node.rdev] ?? fail(60, path) : fileOps;
      const fd = [...streams, null].findIndex((stream) => !stream);
      if (fd > 4096) fail(33, path);
      const stream = { fd, node, path: getPath(node), flags: bits & ~0o401200, position: 0, seekable: !node.isDevice || !!stream_ops.llseek, stream_ops };
      streams[fd] = stream;
      stream_ops.open?.(stream);
      return stream;
    },
    close(/** @type {any} */ stream) {
      if (stream.fd === null) fail(8);
      streams[stream.fd] = null;
      stream.fd = null;
      stream.stream_ops.close?.(stream);
    },
    fchmod: (/** @type {number} */ fd, /** @type {number} */ mode) => chmod(getStreamChecked(fd).node, mode),
    ftruncate(/** @type {number} */ fd, /** @type {number} */ size) {
      const stream = getStreamChecked(fd);
      if (!(stream.flags & 3)) fail(28);
      truncate(stream.node, size);
    },
  };
};

/** Reads, writes and seeks; each of these takes a stream and needs nothing else. */
const transfer = {
  llseek(/** @type {any} */ stream, /** @type {number} */ offset, /** @type {number} */ whence) {
    if (stream.fd === null) fail(8);
    if (!stream.seekable) fail(70);
    const position = stream.stream_ops.llseek?.(stream, offset, whence) ?? offset + [0, stream.position, stream.node.usedBytes][whence];
    if (!(position >= 0)) fail(28);
    stream.position = position;
    return position;
  },
  read(/** @type {any} */ stream, /** @type {any} */ buffer, /** @type {number} */ offset, /** @type {number} */ length, /** @type {number | undefined} */ position = undefined) {
    checkStream(stream, 1, 'read', length, position);
    const count = stream.stream_ops.read(stream, buffer, offset, length, position ?? stream.position);
    if (position === undefined) stream.position += count;
    return count;
  },
  write(/** @type {any} */ stream, /** @type {any} */ buffer, /** @type {number} */ offset, /** @type {number} */ length, /** @type {number | undefined} */ position = undefined) {
    checkStream(stream, 0, 'write', length, position);
    if (stream.seekable && stream.flags & 0o2000) transfer.llseek(stream, 0, 2);
    const count = stream.stream_ops.write(stream, buffer, offset, length, position ?? stream.position);
    if (position === undefined) stream.position += count;
    return count;
  },
};

/** Whole files at once. @param {Record<string, any>} streams */
const makeWhole = ({ open, close }) => ({
  readFile(/** @type {any} */ path, /** @type {{ encoding?: string, flags?: any }} */ { encoding = 'binary', flags } = {}) {
    if (!['binary', 'utf8'].includes(encoding)) throw new Error(`Invalid encoding type "${encoding}"; there are: binary, utf8`);
    const stream = open(path, flags);
    const bytes = new Uint8Array(stream.node.usedBytes);
    transfer.read(stream, bytes, 0, bytes.length);
    close(stream);
    return encoding === 'utf8' ? new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes) : bytes;
  },
  writeFile(/** @type {any} */ path, /** @type {any} */ data, /** @type {{ flags?: any, mode?: number }} */ { flags = 'w', mode } = {}) {
    if (typeof data !== 'string' && !ArrayBuffer.isView(data)) throw new TypeError('a file is written from a string or a typed array');
    const bytes = typeof data === 'string' ? new TextEncoder().encode(data) : bytesOf(data);
    const stream = open(path, flags, mode);
    transfer.write(stream, bytes, 0, bytes.length);
    close(stream);
  },
});

/** One byte at a time, as `createDevice` is given functions. @param {(() => any) | null} [input] @param {((byte: number) => void) | null} [output] @returns {Record<string, any>} */
const byteOps = (input, output) => ({
  read: input && ((/** @type {any} */ _, /** @type {any} */ buffer, /** @type {number} */ offset, /** @type {number} */ length) => {
    let count = 0;
    for (let byte; count < length && (byte = input()) !== null; buffer[offset + count++] = byte) {
      if (byte !== undefined) continue;
      if (count) break;
      fail(6);
    }
    return count;
  }),
  write: output && ((/** @type {any} */ _, /** @type {any} */ buffer, /** @type {number} */ offset, /** @type {number} */ length) => {
    for (let index = 0; index < length; index++) output(buffer[offset + index]);
    return length;
  }),
});
