/**
 * devices.js: the whole of `module.FS`; the build puts this text into every wrapper, at its line for `devices`.
 * Job: files and devices that a host creates in one call, and the standard ones.
 * Limits: a lazy file is loaded whole, and in web workers only, as nothing else in a browser has synchronous XHR.
 */

/** Permission bits from two booleans. @param {unknown} canRead @param {unknown} canWrite */
const modeOf = (canRead, canWrite) => (canRead ? 0o555 : 0) | (canWrite ? 0o222 : 0);

/** The bytes at a URL, synchronously. @param {string} url @returns {Uint8Array} */
const loadNow = (url) => {
  const request = new XMLHttpRequest();
  request.open('GET', url, false);
  request.responseType = 'arraybuffer';
  request.send();
  return request.status < 300 ? new Uint8Array(request.response) : fail(29, url);
};

/** Creates files and devices for a host. @param {Record<string, any>} files @param {any} module */
const makeCreators = ({ create, mkdir, mknod, getPath, devices, place }, module) => {
  let nextDevice = 64;
  const join = (/** @type {any} */ parent, /** @type {string} */ name) =>
    [typeof parent === 'object' && parent ? getPath(parent) : parent, name].filter(Boolean).join('/');
  const makedev = (/** @type {number} */ major, /** @type {number} */ minor) => (major << 8) | minor;
  const registerDevice = (/** @type {number} */ number, /** @type {any} */ ops) => void (devices[number] = ops);
  const mkdev = (/** @type {string} */ path, /** @type {number} */ mode, /** @type {number | undefined} */ number) =>
    (number === undefined ? mknod(path, 0o020666, mode) : mknod(path, mode | 0o020000, number));

  const createDataFile = (/** @type {any} */ parent, /** @type {string} */ name, /** @type {any} */ data, /** @type {unknown} */ canRead, /** @type {unknown} */ canWrite) => {
    const node = create(join(parent, name), modeOf(canRead, canWrite));
    const bytes = Uint8Array.from(typeof data === 'string' ? [...data].map((letter) => letter.charCodeAt(0)) : data ?? []);
    Object.assign(node, { contents: bytes, usedBytes: bytes.length });
  };

  return {
    makedev,
    registerDevice,
    mkdev,
    createDataFile,
    createPath: (/** @type {any} */ parent, /** @type {string} */ path) => path.split('/').filter(Boolean).reduce((above, name) => {
      const made = join(above, name);
      if (!place(made).node) mkdir(made);
      return made;
    }, join(parent, '')),
    /** @param {any} parent @param {string} name @param {(() => any) | null} [input] @param {((byte: number) => void) | null} [output] */
    createDevice(parent, name, input, output) {
      const number = makedev(nextDevice++, 0);
      const guarded = (/** @type {any} */ work) => work && ((/** @type {any[]} */ ...words) => {
        try {
          return work(...words);
        } catch {
          return fail(29);
        }
      });
      registerDevice(number, byteOps(guarded(input), guarded(output)));
      return mkdev(join(parent, name), modeOf(input, output), number);
    },
    createLazyFile(/** @type {any} */ parent, /** @type {string} */ name, /** @type {string} */ url, /** @type {unknown} */ canRead, /** @type {unknown} */ canWrite) {
      if (typeof importScripts !== 'function') throw new Error('createLazyFile works in web workers only; write the file with writeFile');
      const node = create(join(parent, name), modeOf(canRead, canWrite));
      const load = () => {
        const value = loadNow(url);
        return Object.defineProperties(node, { contents: { value, writable: true }, usedBytes: { value: value.length, writable: true }, load: { value: null } });
      };
      const later = (/** @type {'contents' | 'usedBytes'} */ name) => ({ get: () => load()[name], configurable: true });
      return Object.defineProperties(node, { contents: later('contents'), usedBytes: later('usedBytes'), load: { value: load } });
    },
    async createPreloadedFile(/** @type {any} */ parent, /** @type {string} */ name, /** @type {any} */ data, /** @type {unknown} */ canRead, /** @type {unknown} */ canWrite, /** @type {Function} */ onload, /** @type {Function} */ onerror, /** @type {unknown} */ dontCreateFile, /** @type {unknown} */ canOwn, /** @type {Function} */ preFinish) {
      module.addRunDependency();
      try {
        const bytes = typeof data === 'string' ? await fetch(data).then((response) => (response.ok ? response.arrayBuffer() : fail(29, data))) : data;
        preFinish?.();
        if (!dontCreateFile) createDataFile(parent, name, bytes instanceof ArrayBuffer ? new Uint8Array(bytes) : bytes, canRead, canWrite);
        onload?.();
      } catch (error) {
        if (!onerror) throw error;
        onerror(error);
      } finally {
        module.removeRunDependency();
      }
    },
  };
};

/** @param {any} _ @param {Uint8Array} buffer @param {number} offset @param {number} length @returns {number} */
const readRandom = (_, buffer, offset, length) => {
  const most = 65536; // at once
  for (let at = 0; at < length; at += most) random.getRandomValues(buffer.subarray(offset + at, offset + Math.min(length, at + most)));
  return length;
};

/**
 * A file system with its standard folders and devices.
 * @param {any} module whose stdin, stdout and stderr are the standard streams, where they are given
 * @param {(stream: number, bytes: Uint8Array) => void} write to standard output (1) or standard error (2)
 */
const makeFiles = (module, write) => {
  const paths = makePaths();
  const tree = { ...paths, ...makeNames(paths), ...makeFacts(paths) };
  const whole = makeStreams(tree);
  const creators = makeCreators({ ...tree, ...whole }, module);
  const { mkdev, registerDevice, createDevice } = creators;

  /** @param {string} path @param {number} number @param {any} ops */
  const device = (path, number, ops) => (registerDevice(number, ops), mkdev(path, number, undefined));
  const terminal = (/** @type {number} */ stream) => ({
    ...byteOps(module.readByte),
    write: (/** @type {any} */ _, /** @type {any} */ buffer, /** @type {number} */ offset, /** @type {number} */ length) =>
      (write(stream, Uint8Array.from(buffer.subarray(offset, offset + length))), length),
    tty: true,
  });
  for (const path of ['/tmp', '/home/web_user', '/dev/shm/tmp', '/proc/self']) tree.mkdirTree(path, 0o777);
  device('/dev/null', 0x103, { read: () => 0, write: (/** @type {any} */ _, /** @type {any} */ __, /** @type {any} */ ___, /** @type {number} */ length) => length });
  device('/dev/tty', 0x500, terminal(1));
  device('/dev/tty1', 0x600, terminal(2));
  device('/dev/random', 0x108, { read: readRandom });
  device('/dev/urandom', 0x109, { read: readRandom });

  const FS = {
    ...tree, ...whole, ...creators, ...transfer, ...makeWhole(whole), ErrnoError, isFile, isDir, isLink, isChrdev, isBlkdev, isSocket,
    initialized: false,
    /** Opens the standard streams; arguments override the options of the module. */
    init(input = module.stdin, output = module.stdout, error = module.stderr) {
      FS.initialized = true;
      module.stdin = input;
      tree.symlink('/dev/tty', '/dev/stdin');
      for (const [given, name, path] of [[output, 'stdout', '/dev/tty'], [error, 'stderr', '/dev/tty1']]) {
        if (given) createDevice('/dev', name, null, given);
        else tree.symlink(path, `/dev/${name}`);
      }
      ['stdin', 'stdout', 'stderr'].forEach((name, fd) => whole.open(`/dev/${name}`, Math.min(fd, 1)));
    },
  };
  return FS;
};
