/**
 * life.js: calls into the wasm and out of it, and its end; the build inserts this text into every wrapper, at its line for `life`.
 * Job: an exception of a host's callback does not unwind the wasm but is rethrown when the outermost call returns; a trap or fatal error makes the
 * instance unusable, with a reason; a dead instance is unreachable, so that its memory can be collected though the host keeps the Module.
 * Limits: a dead instance is not restarted.
 */

/** An error class whose name survives minifying. @param {string} name @param {any} Base */
const errorClass = (name, Base) => class extends Base {
  static name = name; // the one that Node prints

  /** @param {string} message @param {Record<string, any>} [details] its properties, such as `cause` */
  constructor(message, details) {
    super(message, details);
    Object.assign(this, details);
  }

  get name() {
    return name;
  }
};

/** The glue's own classes by name; all extend PocketPyError. @type {Record<string, any>} */
const errorClasses = { PocketPyError: errorClass('PocketPyError', Error) };

/** An error of the glue: an instance of the host's class of that name, if it supplied one. @param {any} module @param {'' | 'Load' | 'Limit' | 'Dead'} kind @param {string} message @param {object} [details] */
const errorOf = (module, kind, message, details) => {
  const name = `PocketPy${kind}Error`;
  const Class = module.errorClasses?.[name] ?? (errorClasses[name] ??= errorClass(name, errorClasses.PocketPyError));
  return new Class(message, details);
};

/** Exports that may be called before py_initialize(). */
const early = /^[^p]|initialize|finalize|build_info|exit_code/;

/** State of one instance. @param {any} module its memory views are deleted at the end */
const makeLife = (module) => {
  /** The exports of a live instance. @type {any} */
  let exports;
  /** Traps, as C++ would catch a plain JavaScript exception; set only while the wasm runs, since it keeps the memory alive. @type {(() => void) | undefined} */
  let trap;
  /** The error of every use after the end. @type {(() => Error) | undefined} */
  let end;
  let depth = 0;
  let isInitialized = false;
  /** The first exception of a callback during the current call. @type {[unknown] | undefined} */
  let thrown;

  const requireAlive = () => {
    if (end) throw end();
  };
  /** @param {string} why @param {{ reason: string, cause?: unknown }} details */
  const finish = (why, details) => {
    if (end) return;
    end = () => errorOf(module, 'Dead', `this interpreter cannot be used: ${why}`, details);
    exports = undefined;
    for (const [name] of views) delete module[name];
  };
  /** Ends the instance after a trap or a fatal error. @param {any} cause */
  const breakOff = (cause) => {
    void cause.stack; // an unformatted stack trace keeps the instance alive in V8
    if (/out of memory/.test(cause.message)) finish(`the program needed more memory than there is, ${exports && exports.memory.buffer.byteLength >>> 20} MB; let it hold less at a time`, { reason: 'memory', cause });
    else finish(`it stopped with ${cause}; create another one`, { reason: 'crash', cause });
  };

  /** The wrapper of an export. @param {string} name */
  const entry = (name) => (/** @type {any[]} */ ...words) => {
    requireAlive();
    if (!isInitialized && !early.test(name)) throw errorOf(module, '', `call py_initialize() before \`${name}\``);
    const before = thrown;
    let answer;
    thrown = undefined;
    if (!depth++) trap = exports.__trap;
    try {
      answer = exports[name](...words);
    } catch (error) {
      breakOff(error);
    }
    if (!--depth) trap = undefined;
    const failure = thrown;
    thrown = before;
    requireAlive();
    if (failure) throw failure[0];
    isInitialized ||= name === 'py_initialize';
    return answer;
  };

  return {
    requireAlive,
    breakOff,
    /** The memory of a live instance. @returns {WebAssembly.Memory} */
    memory: () => exports.memory,
    /** Makes an instance's exports callable. @param {WebAssembly.Exports} given */
    begin(given) {
      exports = given;
      for (const [name, value] of Object.entries(exports)) if (typeof value === 'function') module[`_${name}`] = entry(name);
      const finalize = module._py_finalize;
      module._py_finalize = () => {
        if (depth) throw errorOf(module, '', 'destroy() was called by a function that Python calls; call it afterwards');
        try {
          if (!end) finalize();
        } finally {
          finish('it was destroyed; create another one', { reason: 'destroyed' });
        }
      };
    },
    /**
     * Wraps imports: an exception is kept until the outermost call returns, and the wasm gets EIO.
     * @param {Record<string, (...words: any[]) => any>} imports
     * @param {1 | -1} sign of error numbers
     * @param {boolean} [areFiles] whether an ErrnoError is returned as its number
     */
    guard: (imports, sign, areFiles) => Object.fromEntries(Object.entries(imports).map(([name, work]) => [name, (/** @type {any[]} */ ...words) => {
      let answer = 29 * sign;
      try {
        answer = work(...words) ?? 0;
      } catch (error) {
        if (areFiles && error instanceof ErrnoError) answer = error.errno * sign;
        else thrown ??= [error];
      }
      if (end) {
        trap?.();
        throw end();
      }
      return answer;
    }])),
  };
};
