/** @pocketpy/registry: finds, verifies and starts pocketpy variants. These types need neither the DOM's library nor Node's. */

/** The type that the host's library has under a name, else something that does for it. */
type Host<Name extends string, Otherwise> = typeof globalThis extends { [Key in Name]: { prototype: infer Found } } ? Found : Otherwise;
type HostURL = Host<'URL', { readonly href: string }>;
type HostResponse = Host<'Response', { readonly ok: boolean; readonly status: number; readonly url: string; arrayBuffer(): Promise<ArrayBuffer> }>;
type HostSignal = Host<'AbortSignal', { readonly aborted: boolean; readonly reason: any }>;
type HostModule = typeof globalThis extends { WebAssembly: { Module: { prototype: infer Found } } } ? Found : object;

/** Used in place of the global `fetch`, which is one of these. */
export type Fetch = (address: string, init: { signal?: HostSignal; credentials: 'same-origin' }) => Promise<HostResponse>;

/** What `register` takes. */
export interface Variant {
  /** npm package of the assets. */
  pkg: string;
  version: string;
  /** `sha384-…` by file name (`pocketpy.mjs`, `pocketpy.wasm`); without it nothing is verified. */
  integrity?: Record<string, string>;
  /** A folder that holds the files, in place of the CDNs. */
  baseURL?: string;
  /** Every module that a program can import; without it `for` does not find the variant. */
  modules?: readonly string[];
  /** What its wasm costs a page, in bytes; `for` takes the smallest variant that will do. */
  bytes?: number;
  /** Only taken by its exact version. */
  yanked?: boolean;
}

export interface Progress {
  /** Bytes of the wasm that have arrived. */
  loaded: number;
  /** All bytes, 0 where the server does not tell. */
  total: number;
}

export interface Options {
  /** A folder that holds `pocketpy.mjs` and `pocketpy.wasm`: a URL, or in Node a path. */
  baseURL?: string | HostURL;
  /** The wasm itself, or where it is. */
  wasm?: string | HostURL | ArrayBuffer | ArrayBufferView | HostResponse | HostModule;
  /** The glue's factory, or where the glue is. */
  glue?: string | HostURL | ((options: any) => Promise<unknown>);
  /** Gets each line of stdout; `console.log` by default. */
  print?: (line: string) => void;
  /** Gets each line of stderr; `console.error` by default. */
  printErr?: (line: string) => void;
  /** Gets stdout as raw chunks, at once and without line buffering, in place of `print`. */
  stdout?: (bytes: Uint8Array) => void;
  /** Gets stderr as raw chunks, in place of `printErr`. */
  stderr?: (bytes: Uint8Array) => void;
  /**
   * What `input()` reads: a text, or a function that answers a line (or one byte as a number), null at the end. Python cannot wait: a promise is refused with
   * a TypeError. What this and the other functions throw ends the program, as a KeyboardInterrupt, and comes out of `run`, `exec` or `eval`.
   */
  stdin?: string | (() => string | number | null);
  /** Whether known hashes are compared before anything runs; true by default. */
  integrity?: boolean;
  /** Used in place of the global `fetch`. */
  fetch?: Fetch;
  /** Breaks off the loading. */
  signal?: HostSignal;
  onProgress?: (progress: Progress) => void;
  /** Milliseconds that loading may take. */
  timeout?: number;
}

/** The elements of an ndarray in C order, its own copy; complex numbers are pairs, and bool is a Uint8Array. */
export type TypedArray =
  | Int8Array | Uint8Array | Uint8ClampedArray | Int16Array | Uint16Array | Int32Array | Uint32Array
  | Float32Array | Float64Array | BigInt64Array | BigUint64Array;

/** An ndarray; `dtype` is NumPy's name. To Python, an array without these properties has one axis and its own type. */
export type NdArray = TypedArray & { readonly dtype?: string; readonly shape?: readonly number[] };

/**
 * A Python value as JavaScript: None is null, int a number or beyond 2^53 a BigInt, bytes a Uint8Array without `dtype`, list and tuple an Array, dict an
 * object, or a Map where a key is no string; an ndarray, where the variant has numpy, a typed array with `dtype` and `shape`.
 */
export type Value = null | boolean | number | bigint | string | NdArray | Value[] | Map<Value, Value> | { [key: string]: Value };

/** The files in the interpreter's memory. Errors are PocketPyErrors. */
export interface Files {
  writeFile(path: string, data: string | Uint8Array): void;
  readFile(path: string): Uint8Array;
  readFile(path: string, encoding: 'utf8'): string;
  mkdir(path: string): void;
  readdir(path: string): string[];
  unlink(path: string): void;
}

/** A running interpreter. */
export interface PocketPy {
  readonly variant: string;
  /** What the wasm says of itself. */
  readonly buildInfo: Record<string, unknown>;
  readonly fs: Files;
  /** The Emscripten module. */
  readonly _module: any;
  /** What the last program would have ended a process with: 0, the code of `sys.exit`, 1 after an exception. */
  readonly exitCode: number;
  /** Runs a program; a failing one prints its traceback to `printErr` and gives false. `sys.exit(0)` is no failure. */
  exec(code: string, filename?: string): boolean;
  /** Runs a program; a failing one throws a PythonError. `sys.exit(0)` is no failure. */
  run(code: string, filename?: string): void;
  /** The value of an expression; an object without a JavaScript value is a PythonError of type TypeError. */
  eval<Result = any>(expression: string): Result;
  /** The value of a global. */
  get<Result = any>(name: string): Result;
  /**
   * Sets a global. A Uint8Array becomes bytes; where the variant has numpy, other typed arrays, and any with a `shape` or `dtype` property, become
   * an ndarray (of that shape, or with one axis), else bytes too. What Python has no value for is a TypeError that names its place in the value.
   */
  set(name: string, value: unknown): void;
  /** Frees everything; twice does no harm. A function that Python calls (`print`, `stdin`, …) cannot do it: a PocketPyError. */
  destroy(): void;
}

/** A program whose imports choose the variant. */
export interface Program {
  code: string;
  /** Modules that the host or the program brings itself, such as files it writes with `fs`. */
  ignore?: readonly string[];
}

/**
 * Finds, verifies and starts a variant; `core` by default. A name may be followed by a version or range as npm understands them, `numpy@^0.3`:
 * the newest version that is known is taken, a pre-release only by npm's rule, a yanked one only by its exact version.
 */
export function createPocketPy(variant?: string, options?: Options): Promise<PocketPy>;
/**
 * Starts the smallest variant (fewest bytes of wasm) that has every module the program imports, as far as its text tells: `import` and
 * `from … import` anywhere, in `try` and `if` too; not `__import__`, not relative imports. A dotted name counts by its first part. Looked at
 * are the names without `@`. A module that no variant has is a PocketPyError.
 */
export function createPocketPy(options: Options & { for: string | Program }): Promise<PocketPy>;
/**
 * Registers every variant of an `index.json` (made by `cargo xtask index`): each as `name@version`, and the newest that is neither yanked nor
 * a pre-release also as `name`, in place of what the name meant so far (that one stays known by its version). Gives these names. All or nothing:
 * an index that cannot be had, is corrupt or of a newer schema is a PocketPyError with `url`. In Node a path is taken too. What the index says,
 * its hashes included, is believed: load it only from where you would load the loader.
 */
export function loadIndex(url: string | HostURL, options?: { fetch?: Fetch; signal?: HostSignal }): Promise<string[]>;
export function register(name: string, variant: Variant): void;
export function unregister(name: string): boolean;
/** A copy of all variants by name. */
export function variants(): Record<string, Variant>;
/** Where files come from, in order; without an argument unpkg, then jsDelivr. */
export function setCDN(templates?: Template | Template[]): void;
export type Template = (pkg: string, version: string, file: string) => string | HostURL;

/** What the loader refuses or fails at. */
export class PocketPyError extends Error {
  /** The one address it is about. */
  readonly url?: string;
  /** Every place that was tried, in order, and why each failed. */
  readonly attempts?: { url: string; reason: string }[];
}

/** A file that could not be had, or is not what it should be; `url` is the last address that was tried, `cause` why it failed. */
export class PocketPyLoadError extends PocketPyError {
  readonly url: string;
  readonly attempts: { url: string; reason: string }[];
}

/** The host has no memory for another interpreter: a page holds about 120 at once in Chromium, 1000 in Firefox. `destroy()` makes room. */
export class PocketPyLimitError extends PocketPyError {}

/** An interpreter that has ended was used. */
export class PocketPyDeadError extends PocketPyError {
  /** `destroyed`; `memory`: the program needed more than there is; `crash`: `cause` tells. */
  readonly reason: 'destroyed' | 'memory' | 'crash';
}

/** An uncaught exception of a Python program. */
export class PythonError extends Error {
  /** The exception's class, such as `ValueError`. */
  readonly type: string;
  readonly traceback: string;
  /** Outermost first; the last of a SyntaxError is the place that it tells. */
  readonly pythonFrames: { file: string; line: number; name: string }[];
  /** What it would have ended a process with; of `run` only. */
  readonly exitCode?: number;
}
