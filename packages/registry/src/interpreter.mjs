/**
 * One running interpreter, as `createPocketPy` hands it out.
 * Limits: one program at a time, as JavaScript has one thread; an instance that trapped is never used again.
 */
import { PocketPyError, PythonError } from './errors.mjs';

const signature = ['string', 'string', 'number', 'number'];

/** Python, ready to run. */
export class PocketPy {
  /** @type {any} */ #module;
  /** Why the interpreter is dead. @type {string | undefined} */ #end;
  /** @type {any} */ #cause;

  /** @param {string} variant @param {any} module a started Emscripten module */
  constructor(variant, module) {
    this.#module = module;
    /** The variant's name. */
    this.variant = variant;
    const ready = this.#guard(() => (module._py_initialize(), module._py_module_initialize()));
    if (!ready) throw new PocketPyError(`the variant \`${variant}\` does not start: ${this.#error().message}`);
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
    return this.#alive();
  }

  /** Runs a program; one that fails prints its traceback to printErr. @param {string} code @param {string} [filename] @returns {boolean} */
  exec(code, filename = 'main.py') {
    const ok = this.#start(code, filename);
    if (!ok) this.#guard((module) => module._py_printexc());
    return ok;
  }

  /** Runs a program; one that fails throws a PythonError. @param {string} code @param {string} [filename] */
  run(code, filename = 'main.py') {
    if (!this.#start(code, filename)) throw this.#error();
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
    const bytes = this.#alive().encodeValue(value);
    const ok = this.#guard((module) => {
      const place = module._malloc(bytes.length);
      if (!place) throw new PocketPyError(`there is no memory for ${bytes.length} bytes`);
      try {
        module.HEAPU8.set(bytes, place);
        return module.ccall('pkw_set', 'number', ['string', 'number', 'number'], [text(name, 'name'), place, bytes.length]);
      } finally {
        module._free(place);
      }
    });
    if (!ok) throw this.#error();
  }

  /** Frees everything. Doing it twice does no harm; using the interpreter afterwards throws. */
  destroy() {
    const module = this.#module;
    this.#module = undefined;
    if (module && !this.#end) module._py_finalize();
    this.#end ??= 'it was destroyed';
  }

  /** @param {string} code @param {string} filename @returns {boolean} */
  #start(code, filename) {
    return !!this.#guard((module) => module.ccall('py_exec', 'number', signature, [text(code, 'code'), text(filename, 'filename'), 0, 0]));
  }

  #alive() {
    if (this.#end) throw new PocketPyError(`this interpreter cannot be used: ${this.#end}; create another one`, this.#cause && { cause: this.#cause });
    return this.#module;
  }

  /** Runs an operation in the wasm; a trap ends the interpreter. @template T @param {(module: any) => T} work @returns {T} */
  #guard(work) {
    const module = this.#alive();
    try {
      return work(module);
    } catch (error) {
      if (error instanceof TypeError || error instanceof PocketPyError) throw error;
      this.#end = `it stopped with ${error}`;
      this.#cause = error;
      this.#module = undefined;
      this.#alive();
      throw error;
    }
  }

  /** @param {string} entry a function of the wasm that gives an address of MessagePack, 0 after an exception @param {string} argument */
  #result(entry, argument) {
    const found = this.#guard((module) => {
      const address = module.ccall(entry, 'number', ['string'], [argument]);
      return address && [module.readValue(address)];
    });
    if (!found) throw this.#error();
    return found[0];
  }

  /** Fetches and clears the exception that is set. */
  #error() {
    const [type, message, traceback, frames] = this.#guard((module) => module.readValue(module._pkw_error()));
    return new PythonError(type, message, traceback, frames);
  }

  /** @template T @param {() => T} work @param {string} path @returns {T} */
  #files(work, path) {
    this.#alive();
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
