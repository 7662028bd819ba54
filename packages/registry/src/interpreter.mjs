/**
 * One running interpreter, as `createPocketPy` hands it out.
 * Limits: one program at a time, as JavaScript has one thread; the glue refuses every use of a dead instance.
 */
import { PocketPyError, PythonError } from './errors.mjs';

const signature = ['string', 'string', 'number', 'number'];

/** Python, ready to run. */
export class PocketPy {
  /** @type {any} */ #module;

  /** @param {string} variant @param {any} module a started Emscripten module */
  constructor(variant, module) {
    this.#module = module;
    /** The variant's name. */
    this.variant = variant;
    module._py_initialize();
    if (!module._py_module_initialize()) throw new PocketPyError(`the variant \`${variant}\` does not start: ${this.#error().message}`);
    /** What the wasm says of itself. */
    this.buildInfo = JSON.parse(module.UTF8ToString(module._pkw_build_info()));
    const { FS } = module;
    /** Files in the interpreter's memory. */
    this.fs = Object.freeze({
      /** @param {string} path @param {string | Uint8Array} data */
      writeFile: (path, data) => this.#files(() => FS.writeFile(path, data), path),
      /** @param {string} path @param {'utf8'} [encoding] @returns {Uint8Array | string} */
      readFile: (path, encoding) => this.#files(() => FS.readFile(path, { encoding: encoding ?? 'binary' }), path),
      /** @param {string} path */
      mkdir: (path) => this.#files(() => void FS.mkdir(path), path),
      /** @param {string} path @returns {string[]} */
      readdir: (path) => this.#files(() => FS.readdir(path).filter((/** @type {string} */ name) => !/^\.\.?$/.test(name)), path),
      /** @param {string} path */
      unlink: (path) => this.#files(() => FS.unlink(path), path),
    });
  }

  /** The Emscripten module, for who needs it. */
  get _module() {
    this.#module.requireAlive();
    return this.#module;
  }

  /** What the last program would have ended a process with. @returns {number} */
  get exitCode() {
    return this.#module._pkw_exit_code();
  }

  /** Runs a program; one that fails prints its traceback to printErr. @param {string} code @param {string} [filename] @returns {boolean} */
  exec(code, filename = 'main.py') {
    if (this.#start(code, filename)) return true;
    const { exitCode } = this; // before printErr runs another program
    this.#module._py_printexc();
    return !exitCode;
  }

  /** Runs a program; one that fails throws a PythonError. @param {string} code @param {string} [filename] */
  run(code, filename = 'main.py') {
    if (this.#start(code, filename)) return;
    const { exitCode } = this;
    const error = this.#error();
    if (exitCode) throw Object.assign(error, { exitCode });
  }

  /** The value of an expression. @param {string} expression @returns {any} */
  eval(expression) {
    return this.#result('pkw_eval', text(expression, 'expression'));
  }

  /** A global. @param {string} name @returns {any} */
  get(name) {
    return this.#result('pkw_get', text(name, 'name'));
  }

  /** Sets a global. @param {string} name @param {any} value */
  set(name, value) {
    const bytes = this._module.encodeValue(value);
    if (!this.#module.ccall('pkw_set', 'number', ['string', 'array', 'number'], [text(name, 'name'), bytes, bytes.length])) throw this.#error();
  }

  /** Frees everything. Doing it twice does no harm; using the interpreter afterwards throws. */
  destroy() {
    this.#module._py_finalize();
  }

  /** @param {string} code @param {string} filename @returns {boolean} */
  #start(code, filename) {
    return !!this.#module.ccall('py_exec', 'number', signature, [text(code, 'code'), text(filename, 'filename'), 0, 0]);
  }

  /** @param {string} entry a function of the wasm that gives an address of MessagePack, 0 after an exception @param {string} argument */
  #result(entry, argument) {
    const address = this.#module.ccall(entry, 'number', ['string'], [argument]);
    if (!address) throw this.#error();
    return this.#module.readValue(address);
  }

  /** Fetches and clears the exception that is set. */
  #error() {
    const [type, message, traceback, frames] = this.#module.readValue(this.#module._pkw_error());
    return new PythonError(type, message, traceback, frames);
  }

  /** @template T @param {() => T} work @param {string} path @returns {T} */
  #files(work, path) {
    this.#module.requireAlive();
    try {
      return work();
    } catch (error) {
      throw new PocketPyError(`cannot use the file \`${path}\`: ${/** @type {any} */ (error).message ?? error}`, { cause: error });
    }
  }
}

if (Symbol.dispose) Object.defineProperty(PocketPy.prototype, Symbol.dispose, { value: PocketPy.prototype.destroy });

/** @param {unknown} value @param {string} what @returns {string} */
const text = (value, what) => {
  if (typeof value === 'string') return value;
  throw new TypeError(`${what} must be a string`);
};
