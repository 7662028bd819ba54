/**
 * files.js: the interpreter's files, `module.FS`; the build puts this text into every wrapper, at its line for `files`.
 * Job: a tree of files, folders, links and devices in memory, with the functions, streams and error numbers of Emscripten's FS.
 * Limits: one file system, so nothing is mounted; permissions are not checked; `..` is normalized before symbolic links are resolved.
 */

/** Error numbers and messages of libc for wasm. @type {Record<number, string>} */
const reasons = {
  6: 'Resource temporarily unavailable',
  8: 'Bad file descriptor',
  10: 'Resource busy',
  20: 'File exists',
  28: 'Invalid argument',
  29: 'I/O error',
  31: 'Is a directory',
  32: 'Symbolic link loop',
  33: 'No file descriptors available',
  44: 'No such file or directory',
  54: 'Not a directory',
  55: 'Directory not empty',
  59: 'Not a tty',
  68: 'Result not representable',
  70: 'Invalid seek',
};

const reason = (/** @type {number} */ errno) => reasons[errno] ?? `Error ${errno}`;

/** The exception of file functions: `errno` and message. */
class ErrnoError extends Error {
  /** @param {number} errno @param {string} [path] */
  constructor(errno, path) {
    super(reason(errno) + (path ? `: '${path}'` : ''));
    this.name = 'ErrnoError';
    this.errno = errno;
  }
}

/** @param {number} errno @param {string} [path] @returns {never} */
const fail = (errno, path) => {
  throw new ErrnoError(errno, path);
};

const isKind = (/** @type {number} */ kind) => (/** @type {number} */ mode) => (mode & 0o170000) === kind;
const isFile = isKind(0o100000);
const isDir = isKind(0o040000);
const isLink = isKind(0o120000);
const isChrdev = isKind(0o020000);
const isBlkdev = isKind(0o060000);
const isSocket = isKind(0o140000);

let lastId = 0;

/** A file, folder, link or device. */
class FSNode {
  /** What is in a folder, by name; a file's bytes, `usedBytes` of them in use. @type {any} */ contents;
  /** Where a link leads. @type {string | undefined} */ link;
  /** Loads the bytes of a lazy file. @type {(() => FSNode) | undefined} */ load;
  usedBytes = 0;
  id = ++lastId;
  timestamp = Date.now();

  /** @param {FSNode | null} parent @param {string} name @param {number} mode @param {number} [rdev] a device's number */
  constructor(parent, name, mode, rdev = 0) {
    /** The root's is itself. @type {FSNode} */
    this.parent = parent ?? this;
    this.name = name;
    this.mode = mode;
    this.rdev = rdev;
    this.contents = isDir(mode) ? new Map() : new Uint8Array();
  }

  get isFolder() {
    return isDir(this.mode);
  }

  get isDevice() {
    return isChrdev(this.mode);
  }
}

/** Grows the buffer geometrically, so that many small writes are amortized. @param {any} node @param {number} size */
const resize = (node, size) => {
  if (size > node.contents.length) {
    const grown = new Uint8Array(Math.max(size, Math.min(2 * node.usedBytes, node.usedBytes + 0x100000)));
    grown.set(node.contents.subarray(0, node.usedBytes));
    node.contents = grown;
  }
  if (size < node.usedBytes) node.contents = node.contents.slice(0, size);
  node.usedBytes = size;
  node.timestamp = Date.now();
};

/** Path resolution in a new tree, with its own working directory. */
const makePaths = () => {
  const root = new FSNode(null, '/', 0o040777);
  let current = '/';

  /** The names on the way from the root. @param {string} path @returns {string[]} */
  const split = (path) => {
    if (typeof path !== 'string') throw new TypeError('a path must be a string');
    if (!path) fail(44);
    const names = [];
    for (const name of (path[0] === '/' ? path : `${current}/${path}`).split('/')) {
      if (name === '..') names.pop();
      else if (name && name !== '.') names.push(name);
    }
    return names;
  };

  /**
   * @param {string} path
   * @param {{ follow?: boolean, parent?: boolean }} [options] whether a link at the end is followed; whether the folder of the last name is meant
   * @returns {{ path: string, node: FSNode }}
   */
  const lookupPath = (path, { follow, parent } = {}) => {
    let names = split(path);
    let node = root;
    for (let index = 0, links = 0; index < names.length - Number(!!parent); index++) {
      if (!node.isFolder) fail(54, path);
      node = node.contents.get(names[index]) ?? fail(44, path);
      if (node.link !== undefined && (follow || index < names.length - 1)) {
        if (++links > 40) fail(32, path);
        const start = node.link[0] === '/' ? '' : `/${names.slice(0, index).join('/')}/`;
        names = [...split(start + node.link), ...names.slice(index + 1)];
        [node, index] = [root, -1];
      }
    }
    return { path: `/${names.slice(0, parent ? -1 : names.length).join('/')}`, node };
  };

  /** @param {FSNode} node @returns {string} */
  const getPath = (node) => (node === root ? '/' : `${node.parent === root ? '' : getPath(node.parent)}/${node.name}`);

  return {
    root,
    split,
    lookupPath,
    getPath,
    /** Functions that take a path take a node too. @param {any} path @param {boolean} [stay] at a link @returns {any} */
    nodeAt: (path, stay) => (path instanceof FSNode ? path : lookupPath(path, { follow: !stay }).node),
    /** Where a name is or will be. @param {string} path */
    place(path) {
      const parent = lookupPath(path, { parent: true }).node;
      if (!parent.isFolder) fail(54, path);
      const name = split(path).pop();
      return { parent, name: name ?? '', node: /** @type {FSNode | undefined} */ (name ? parent.contents.get(name) : root) };
    },
    cwd: () => current,
    /** @param {string} path */
    chdir(path) {
      const found = lookupPath(path, { follow: true });
      if (!found.node.isFolder) fail(54, path);
      current = found.path;
    },
  };
};

/** Operations on directory entries. @param {ReturnType<typeof makePaths>} paths */
const makeNames = ({ root, split, nodeAt, place, getPath, cwd }) => {
  /** The entry of a name to be removed. @param {string} path @param {boolean} wantsFolder */
  const removable = (path, wantsFolder) => {
    const { parent, name, node } = place(path);
    if (!node) return fail(44, path);
    if (node.isFolder !== wantsFolder) fail(wantsFolder ? 54 : 31, path);
    if (node === root || (wantsFolder && getPath(node) === cwd())) fail(10, path);
    if (wantsFolder && node.contents.size) fail(55, path);
    return { parent, name };
  };

  const remove = (/** @type {boolean} */ wantsFolder) => (/** @type {string} */ path) => {
    const { parent, name } = removable(path, wantsFolder);
    parent.contents.delete(name);
    parent.timestamp = Date.now();
  };

  /** @param {string} path @param {number} mode @param {number} [dev] */
  const mknod = (path, mode, dev) => {
    const { parent, name, node } = place(path);
    if (node) fail(20, path);
    const made = new FSNode(parent, name, mode, dev);
    parent.contents.set(name, made);
    parent.timestamp = made.timestamp;
    return made;
  };
  const mkdir = (/** @type {string} */ path, mode = 0o777) => mknod(path, (mode & 0o1777) | 0o040000);

  return {
    mknod,
    mkdir,
    create: (/** @type {string} */ path, mode = 0o666) => mknod(path, (mode & 0o7777) | 0o100000),
    mkdirTree(/** @type {string} */ path, /** @type {number} */ mode) {
      split(path).reduce((parent, name) => {
        const made = `${parent}/${name}`;
        if (!place(made).node) mkdir(made, mode);
        return made;
      }, '');
    },
    symlink(/** @type {string} */ target, /** @type {string} */ path) {
      const node = mknod(path, 0o120777);
      node.link = target;
      return node;
    },
    readlink: (/** @type {string} */ path) => nodeAt(path, true).link ?? fail(28, path),
    readdir(/** @type {any} */ path) {
      const node = nodeAt(path);
      return node.isFolder ? ['.', '..', ...node.contents.keys()] : fail(54, path);
    },
    rmdir: remove(true),
    unlink: remove(false),
    rename(/** @type {string} */ from, /** @type {string} */ to) {
      const { parent, name, node } = place(from);
      const target = place(to);
      if (!node) return fail(44, from);
      if (target.node === node) return;
      for (let above = target.parent; above !== above.parent; above = above.parent) if (above === node) fail(28, to);
      if (node === root) fail(10, from);
      if (target.node) removable(to, node.isFolder);
      parent.contents.delete(name);
      target.parent.contents.set(target.name, node);
      [node.parent, node.name] = [target.parent, target.name];
    },
  };
};

/** Metadata of nodes: stat, chmod, utime, truncate. @param {ReturnType<typeof makePaths>} paths */
const makeFacts = ({ root, split, lookupPath, nodeAt }) => {
  const stat = (/** @type {any} */ path, /** @type {boolean} */ stay) => {
    const { id, mode, rdev, link, usedBytes, timestamp, isFolder } = nodeAt(path, stay);
    const size = isFolder ? 4096 : link?.length ?? usedBytes;
    const [atime, mtime, ctime] = [0, 0, 0].map(() => new Date(timestamp));
    return { dev: 1, ino: id, mode, nlink: 1, uid: 0, gid: 0, rdev, size, atime, mtime, ctime, blksize: 4096, blocks: Math.ceil(size / 4096) };
  };
  const chmod = (/** @type {any} */ path, /** @type {number} */ mode, /** @type {boolean} */ stay) => {
    const node = nodeAt(path, stay);
    node.mode = (mode & 0o7777) | (node.mode & ~0o7777);
    node.timestamp = Date.now();
  };
  return {
    stat,
    lstat: (/** @type {any} */ path) => stat(path, true),
    chmod,
    lchmod: (/** @type {any} */ path, /** @type {number} */ mode) => chmod(path, mode, true),
    utime(/** @type {any} */ path, /** @type {number} */ atime, /** @type {number} */ mtime) {
      nodeAt(path).timestamp = Math.max(atime, mtime);
    },
    truncate(/** @type {any} */ path, /** @type {number} */ size) {
      const node = nodeAt(path);
      if (node.isFolder) fail(31, path);
      if (size < 0 || !isFile(node.mode)) fail(28, path);
      resize(node, size);
    },
    analyzePath(/** @type {string} */ path, /** @type {boolean} */ stay) {
      const found = { isRoot: false, exists: false, error: 0, name: null, path: null, object: null, parentExists: false, parentPath: null, parentObject: null };
      try {
        const above = lookupPath(path, { parent: true });
        Object.assign(found, { parentExists: true, parentPath: above.path, parentObject: above.node, name: split(path).pop() });
        const { path: place, node } = lookupPath(path, { follow: !stay });
        Object.assign(found, { exists: true, path: place, object: node, name: node.name, isRoot: node === root });
      } catch (error) {
        found.error = error.errno;
      }
      return found;
    },
  };
};
