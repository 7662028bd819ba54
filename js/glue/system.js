/**
 * system.js: what the wasm imports; the build puts this text into every wrapper, at its line for `system`.
 * Job: the system calls of Emscripten's libc over `module.FS`, and what bindings/ declares with PKW_IMPORT.
 * Limits: only what `imports` in variants.toml lists. Addresses are numbers, 64-bit integers are BigInt.
 */

/** Sends output to the host, whole lines to `print` or bytes to `stdoutBytes`. @param {any} module */
const makeOutput = (module) => {
  const [print, printErr] = [module.print ?? console.log, module.printErr ?? console.error];
  /** The incomplete last line. @type {Record<number, { decoder: TextDecoder, text: string }>} */
  const lines = {};
  const give = (/** @type {number} */ stream) => (/** @type {string} */ line) => (stream === 1 ? print : printErr)(line);
  return {
    printErr,
    write(/** @type {number} */ stream, /** @type {Uint8Array} */ bytes) {
      const sink = stream === 1 ? module.stdoutBytes : module.stderrBytes;
      if (sink) return void sink(bytes);
      const state = lines[stream] ??= { decoder: new TextDecoder('utf-8', { ignoreBOM: true }), text: '' };
      const parts = (state.text + state.decoder.decode(bytes, { stream: true })).split('\n');
      state.text = /** @type {string} */ (parts.pop());
      parts.forEach(give(stream));
    },
    flush(/** @type {number} */ stream) {
      const text = lines[stream]?.text;
      if (!text) return;
      lines[stream].text = '';
      give(stream)(text);
    },
  };
};

/** Reads a host's `stdin`: a string, or a function that returns a byte, a line, or null at the end. @param {any} module @returns {() => number | null} */
const makeInput = (module) => {
  let bytes = new Uint8Array();
  let next = 0;
  return () => {
    if (next === bytes.length) {
      const { stdin } = module;
      const isText = typeof stdin !== 'function';
      const given = (isText ? stdin : module.stdin()) ?? null;
      if (isText) module.stdin = null;
      if (given === null) return given;
      if (typeof given === 'number') return given & 255;
      if (typeof given !== 'string') throw new TypeError(`stdin gave a ${nameOf(given)}; Python cannot wait: give a line, a byte, or null at the end`);
      bytes = new TextEncoder().encode(isText ? given : given.replace(/\n?$/, '\n'));
      next = 0;
    }
    return bytes[next++] ?? null;
  };
};

/** A date as seconds (64 bits), nanoseconds, padding. @param {Date} date */
const timespec = (date) => {
  const seconds = Math.floor(+date / 1000);
  return [seconds, Math.floor(seconds / 2 ** 32), (+date - seconds * 1000) * 1e6, 0];
};

/** Milliseconds of C's `struct timespec`. @param {any} module @param {number} place */
const milliseconds = ({ HEAP32, HEAPU32 }, place) => {
  const [low, high, nanoseconds] = [HEAPU32[place >> 2], HEAP32[(place >> 2) + 1], HEAP32[(place >> 2) + 2]];
  return nanoseconds === 0x3fffffff ? Date.now() : (high * 2 ** 32 + low) * 1000 + nanoseconds / 1e6; // UTIME_NOW
};

/** Writes C's `struct stat`. @param {any} module @param {number} place @param {any} facts */
const putFacts = (module, place, { dev, mode, nlink, uid, gid, rdev, size, blksize, blocks, atime, mtime, ctime, ino }) => {
  const times = [atime, mtime, ctime].flatMap(timespec);
  module.HEAP32.set([dev, mode, nlink, uid, gid, rdev, size, 0, blksize, blocks, ...times, ino, 0], place >> 2);
};

/** Path arguments; libc passes no directory but AT_FDCWD. @param {any} module @returns {Record<string, (...words: any[]) => any>} */
const pathCalls = (module) => {
  const { FS, UTF8ToString } = module;
  /** Copies a text with its NUL where there is room for it. @param {string} text @param {number} place @param {number} size */
  const put = (text, place, size) => {
    const bytes = module.lengthBytesUTF8(text) + 1;
    if (size < bytes) fail(size ? 68 : 28);
    module.stringToUTF8(text, place, size);
    return bytes;
  };
  return {
    __syscall_chdir: (path) => FS.chdir(UTF8ToString(path)),
    __syscall_chmod: (path, mode) => FS.chmod(UTF8ToString(path), mode),
    __syscall_mkdirat: (_, path, mode) => void FS.mkdir(UTF8ToString(path), mode),
    __syscall_rmdir: (path) => FS.rmdir(UTF8ToString(path)),
    __syscall_unlinkat: (_, path, flags) => FS[flags ? 'rmdir' : 'unlink'](UTF8ToString(path)),
    __syscall_renameat: (_, from, __, to) => FS.rename(UTF8ToString(from), UTF8ToString(to)),
    __syscall_symlink: (target, path) => void FS.symlink(UTF8ToString(target), UTF8ToString(path)),
    __syscall_readlinkat(_, path, place, size) {
      const bytes = new TextEncoder().encode(FS.readlink(UTF8ToString(path))).subarray(0, size);
      module.HEAPU8.set(bytes, place);
      return bytes.length;
    },
    __syscall_faccessat: (_, path) => void FS.stat(UTF8ToString(path)),
    __syscall_openat: (_, path, flags, mode) => FS.open(UTF8ToString(path), flags, mode ? module.HEAP32[mode >> 2] : 0).fd,
    __syscall_truncate64: (path, size) => FS.truncate(UTF8ToString(path), Number(size)),
    __syscall_utimensat(_, path, times) {
      const [accessed, modified] = times ? [milliseconds(module, times), milliseconds(module, times + 16)] : [Date.now(), Date.now()];
      FS.utime(UTF8ToString(path), accessed, modified);
    },
    __syscall_getcwd: (place, size) => put(FS.cwd(), place, size),
    __syscall_stat64: (path, place) => putFacts(module, place, FS.stat(UTF8ToString(path))),
    __syscall_lstat64: (path, place) => putFacts(module, place, FS.lstat(UTF8ToString(path))),
    __syscall_newfstatat: (_, path, place, flags) => putFacts(module, place, FS.stat(UTF8ToString(path), flags & 256)),
  };
};

/** By file descriptor. @param {any} module */
const fileCalls = (module) => {
  const { FS } = module;
  /** Scatter/gather: reads into or writes from several buffers. @param {'read' | 'write'} what */
  const transferAll = (what) => (/** @type {number} */ fd, /** @type {number} */ list, /** @type {number} */ count, /** @type {number} */ total) => {
    const stream = FS.getStreamChecked(fd);
    let sum = 0;
    for (let index = list >> 2; index < (list >> 2) + 2 * count; index += 2) {
      const [place, size] = module.HEAPU32.subarray(index, index + 2);
      const bytes = module.HEAPU8.slice(place, place + size); // a device may run Python, and its memory be another one then
      const moved = FS[what](stream, bytes, 0, size);
      if (what === 'read') module.HEAPU8.set(bytes.subarray(0, moved), place);
      sum += moved;
      if (moved < size) break;
    }
    module.HEAPU32[total >> 2] = sum;
  };
  return {
    system: /** @type {Record<string, (...words: any[]) => any>} */ ({
      __syscall_fcntl64(fd, command, word) {
        const stream = FS.getStreamChecked(fd);
        if (command === 3) return stream.flags;
        if (command === 4) stream.flags |= module.HEAP32[word >> 2];
        else if (command !== 1 && command !== 2) fail(28);
      },
      __syscall_fstat64: (fd, place) => putFacts(module, place, FS.stat(FS.getStreamChecked(fd).node)),
      __syscall_ftruncate64: (fd, size) => FS.ftruncate(fd, Number(size)),
      /** Entries of C's `struct dirent`, 280 bytes each; the position counts entries. */
      __syscall_getdents64(fd, place, size) {
        const stream = FS.getStreamChecked(fd);
        const names = FS.readdir(stream.node);
        let at = place;
        for (; at + 280 <= place + size && stream.position < names.length; at += 280) {
          const name = names[stream.position++];
          const { mode, ino } = FS.lstat(name === '.' || name === '..' ? stream.path : `${stream.path}/${name}`);
          module.HEAP32.set([ino, 0, stream.position, 0], at >> 2);
          module.HEAP16[(at + 16) >> 1] = 280;
          module.HEAPU8[at + 18] = (mode >> 12) & 15;
          module.stringToUTF8(name, at + 19, 256);
        }
        return at - place;
      },
      __syscall_ioctl: (fd) => (FS.getStreamChecked(fd).stream_ops.tty ? 0 : fail(59)),
    }),
    wasi: /** @type {Record<string, (...words: any[]) => any>} */ ({
      fd_sync: (fd) => void FS.getStreamChecked(fd),
      /** Its kind, as isatty() asks. */
      fd_fdstat_get(fd, place) {
        const { node, stream_ops } = FS.getStreamChecked(fd);
        module.HEAPU8.fill(0, place, place + 24);
        module.HEAPU8[place] = node.isFolder ? 3 : stream_ops.tty ? 2 : 4;
      },
      fd_close: (fd) => FS.close(FS.getStreamChecked(fd)),
      fd_read: transferAll('read'),
      fd_write: transferAll('write'),
      fd_seek(fd, offset, whence, result) {
        const position = FS.llseek(FS.getStreamChecked(fd), Number(offset), whence);
        module.HEAP32.set([position, position / 2 ** 32], result >> 2);
      },
    }),
  };
};

/** Whether daylight saving time is in effect. @param {Date} date */
const isSummerTime = (date) => {
  const offsets = [0, 6].map((month) => new Date(date.getFullYear(), month, 1).getTimezoneOffset());
  return offsets[0] !== offsets[1] && date.getTimezoneOffset() === Math.min(...offsets);
};

/** Time. @param {any} module */
const makeClocks = (module) => ({
  _emscripten_get_now_is_monotonic: () => 1,
  emscripten_date_now: () => Date.now(),
  emscripten_get_now: () => performance.now(),
  emscripten_get_now_res: () => 1000,
  /** C's `struct tm` but for its zone, which is a text. @param {number} seconds @param {number} place @param {number} zone @param {number} size */
  pkw_js_localtime(seconds, place, zone, size) {
    const date = new Date(seconds * 1000);
    const [year, month, day] = [date.getFullYear(), date.getMonth(), date.getDate()];
    const dayOfYear = Math.round((Date.UTC(year, month, day) - Date.UTC(year, 0, 1)) / 864e5);
    module.HEAP32.set([date.getSeconds(), date.getMinutes(), date.getHours(), day, month, year - 1900, date.getDay(), dayOfYear, isSummerTime(date), date.getTimezoneOffset() * -60], place >> 2);
    module.stringToUTF8(date.toLocaleTimeString('en', { timeZoneName: 'short' }).split(' ').pop(), zone, size);
  },
});
