/** What pocketpy.js, pocketpy.mjs and pocketpy.cjs take and give. These types need neither the DOM's library nor Node's. */

type HostURL = typeof globalThis extends { URL: { prototype: infer Found } } ? Found : { readonly href: string };
type HostModule = typeof globalThis extends { WebAssembly: { Module: { prototype: infer Found } } } ? Found : object;
type HostInstance = typeof globalThis extends { WebAssembly: { Instance: { prototype: infer Found } } } ? Found : object;

/** A function of the host's, or several, which are called in their order. */
type Calls = ((module: PocketPyModule) => void) | ((module: PocketPyModule) => void)[];

/** The options of a factory, by Emscripten's names. The object becomes the module; each interpreter needs one of its own. */
export interface ModuleOptions {
  /** Where `pocketpy.wasm` is; `folder` is the script's. By default it is beside the script. */
  locateFile?: (file: string, folder: string) => string | HostURL;
  /** The wasm itself, in place of an address. */
  wasmBinary?: ArrayBuffer | ArrayBufferView;
  /** The compiled wasm, in place of an address: one compilation for any number of interpreters. */
  wasmModule?: HostModule;
  /** Instantiates in place of the script, and hands in what came out. */
  instantiateWasm?: (imports: any, receive: (instance: HostInstance, module?: HostModule) => unknown) => unknown;
  /** Gets each line of stdout; `console.log` by default. */
  print?: (line: string) => void;
  /** Gets each line of stderr; `console.error` by default. */
  printErr?: (line: string) => void;
  /** Gets stdout as raw chunks, at once, in place of `print`. */
  stdoutBytes?: (bytes: Uint8Array) => void;
  /** Gets stderr as raw chunks, in place of `printErr`. */
  stderrBytes?: (bytes: Uint8Array) => void;
  /**
   * What `input()` reads: a text, or a function that gives a line, the next byte, or null at the end; in Node its standard input by default, else nothing.
   * Python cannot wait: a promise is refused. What this and the other functions throw comes out of the call that they were called in.
   */
  stdin?: string | (() => string | number | null);
  /** Gets what Python writes into the file `/dev/stdout`, byte by byte; by default it goes where print() goes. */
  stdout?: (byte: number | null) => void;
  /** The same for `/dev/stderr`. */
  stderr?: (byte: number | null) => void;
  /** Called before and after the start, and when the interpreter dies. */
  preRun?: Calls;
  postRun?: Calls;
  onRuntimeInitialized?: () => void;
  onAbort?: (what: string) => void;
  /** Classes to throw in place of the script's own: `PocketPyError`, `PocketPyLoadError`, `PocketPyLimitError`, `PocketPyDeadError`. */
  errorClasses?: Record<string, new (message: string, details?: { cause?: unknown; url?: string; reason?: string }) => Error>;
}

/** A file, folder, link or device. */
export interface FileNode {
  parent: FileNode;
  name: string;
  mode: number;
  rdev: number;
  readonly id: number;
  timestamp: number;
  [property: string]: any;
}

/** An open file. */
export interface FileStream {
  fd: number | null;
  node: FileNode;
  path: string;
  flags: number;
  position: number;
  seekable: boolean;
  [property: string]: any;
}

export interface FileStatus {
  dev: number;
  ino: number;
  mode: number;
  nlink: number;
  uid: number;
  gid: number;
  rdev: number;
  size: number;
  atime: Date;
  mtime: Date;
  ctime: Date;
  blksize: number;
  blocks: number;
}

/** What a file function throws. */
export interface ErrnoError extends Error {
  readonly errno: number;
}

/** What a device does; `buffer` is read or filled from `offset`. */
export interface DeviceOperations {
  open?(stream: FileStream): void;
  close?(stream: FileStream): void;
  read?(stream: FileStream, buffer: Uint8Array, offset: number, length: number, position: number): number;
  write?(stream: FileStream, buffer: Uint8Array, offset: number, length: number, position: number): number;
  llseek?(stream: FileStream, offset: number, whence: number): number;
}

type Place = string | FileNode;

/** `module.FS`: the interpreter's files, by Emscripten's names and numbers. */
export interface FileSystem {
  readFile(path: Place, options: { encoding: 'utf8'; flags?: string | number }): string;
  readFile(path: Place, options?: { encoding?: 'binary'; flags?: string | number }): Uint8Array;
  writeFile(path: string, data: string | ArrayBufferView, options?: { flags?: string | number; mode?: number }): void;
  mkdir(path: string, mode?: number): FileNode;
  mkdirTree(path: string, mode?: number): void;
  create(path: string, mode?: number): FileNode;
  mknod(path: string, mode: number, device?: number): FileNode;
  symlink(target: string, path: string): FileNode;
  readlink(path: string): string;
  readdir(path: Place): string[];
  rmdir(path: string): void;
  unlink(path: string): void;
  rename(from: string, to: string): void;
  stat(path: Place, stayAtLink?: boolean): FileStatus;
  lstat(path: Place): FileStatus;
  chmod(path: Place, mode: number, stayAtLink?: boolean): void;
  lchmod(path: Place, mode: number): void;
  fchmod(fd: number, mode: number): void;
  utime(path: Place, atime: number, mtime: number): void;
  truncate(path: Place, size: number): void;
  ftruncate(fd: number, size: number): void;
  cwd(): string;
  chdir(path: string): void;
  open(path: Place, flags?: string | number, mode?: number): FileStream;
  close(stream: FileStream): void;
  read(stream: FileStream, buffer: Uint8Array, offset: number, length: number, position?: number): number;
  write(stream: FileStream, buffer: ArrayLike<number>, offset: number, length: number, position?: number): number;
  llseek(stream: FileStream, offset: number, whence: number): number;
  analyzePath(path: string, stayAtLink?: boolean): {
    isRoot: boolean; exists: boolean; error: number; name: string | null; path: string | null; object: FileNode | null;
    parentExists: boolean; parentPath: string | null; parentObject: FileNode | null;
  };
  lookupPath(path: string, options?: { follow?: boolean; parent?: boolean }): { path: string; node: FileNode };
  getPath(node: FileNode): string;
  getStream(fd: number): FileStream | null | undefined;
  getStreamChecked(fd: number): FileStream;
  createPath(parent: Place | null, path: string): string;
  createDataFile(parent: Place | null, name: string, data: string | ArrayLike<number> | null, canRead: boolean, canWrite: boolean): void;
  createPreloadedFile(
    parent: Place | null, name: string, data: string | ArrayBuffer | ArrayLike<number>, canRead: boolean, canWrite: boolean,
    onload?: () => void, onerror?: (error: unknown) => void, dontCreateFile?: boolean, canOwn?: boolean, preFinish?: () => void,
  ): Promise<void>;
  createLazyFile(parent: Place | null, name: string, url: string, canRead: boolean, canWrite: boolean): FileNode;
  createDevice(parent: Place | null, name: string, input?: (() => number | null | undefined) | null, output?: ((byte: number) => void) | null): FileNode;
  makedev(major: number, minor: number): number;
  registerDevice(device: number, operations: DeviceOperations): void;
  mkdev(path: string, mode: number, device?: number): FileNode;
  init(input?: string | (() => string | number | null), output?: (byte: number) => void, error?: (byte: number) => void): void;
  readonly initialized: boolean;
  readonly streams: (FileStream | null)[];
  readonly ErrnoError: new (errno: number, path?: string) => ErrnoError;
  isFile(mode: number): boolean;
  isDir(mode: number): boolean;
  isLink(mode: number): boolean;
  isChrdev(mode: number): boolean;
  isBlkdev(mode: number): boolean;
  isSocket(mode: number): boolean;
}

/** The types that `ccall` takes and gives. */
type WordType = 'string' | 'array' | 'number' | 'boolean';

/**
 * A started interpreter. `_NAME` is the wasm's function `NAME`; 64-bit integers are BigInts. One that has ended (`_py_finalize()`, a fatal error) throws a
 * PocketPyDeadError with `reason` at every use, and has no memory any more.
 */
export interface PocketPyModule extends ModuleOptions {
  /** The wasm's memory; other objects after it has grown. */
  readonly HEAP8: Int8Array;
  readonly HEAPU8: Uint8Array;
  readonly HEAP16: Int16Array;
  readonly HEAPU16: Uint16Array;
  readonly HEAP32: Int32Array;
  readonly HEAPU32: Uint32Array;
  readonly HEAPF32: Float32Array;
  readonly HEAPF64: Float64Array;
  readonly FS: FileSystem;
  readonly FS_createPath: FileSystem['createPath'];
  readonly FS_createDataFile: FileSystem['createDataFile'];
  readonly FS_createPreloadedFile: FileSystem['createPreloadedFile'];
  readonly FS_createLazyFile: FileSystem['createLazyFile'];
  readonly FS_createDevice: FileSystem['createDevice'];
  readonly FS_unlink: FileSystem['unlink'];
  /** Whether it has started. */
  readonly calledRun: boolean;
  /** Calls a function of the wasm with texts and bytes that live as long as the call. */
  ccall(name: string, result: 'string', types?: WordType[] | null, words?: unknown[]): string;
  ccall(name: string, result: 'boolean', types?: WordType[] | null, words?: unknown[]): boolean;
  ccall(name: string, result?: 'number' | null, types?: WordType[] | null, words?: unknown[]): any;
  cwrap(name: string, result?: WordType | null, types?: WordType[] | null): (...words: any[]) => any;
  lengthBytesUTF8(text: string): number;
  UTF8ToString(place: number, size?: number): string;
  stringToUTF8(text: string, place: number, size: number): number;
  /** Throws the error that every use of an ended interpreter throws. */
  requireAlive(): void;
  /** The value at an address that `pkw_eval`, `pkw_get` or `pkw_error` returned; once for each. */
  readValue(address: number): any;
  /** What `pkw_set` takes; a TypeError that names the place of what Python has no type for. */
  encodeValue(value: unknown): Uint8Array;
  addRunDependency(name?: string): void;
  removeRunDependency(name?: string): void;
  readonly [wasmFunction: `_${string}`]: (...words: any[]) => any;
}

/** Starts one interpreter; rejects with an error that has `url` and `cause`. */
export type Factory = (options?: ModuleOptions) => Promise<PocketPyModule>;
