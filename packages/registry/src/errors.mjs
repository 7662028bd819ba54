/** What the loader throws. Job: errors that say what failed, on which thing, why, and one action that helps. */

/** @typedef {{ url: string, reason: string }} Attempt a place that was tried, and why that failed */

/** Everything the loader itself refuses or fails at. */
export class PocketPyError extends Error {
  static name = 'PocketPyError'; // minifying renames classes, and Node prints this one

  /**
   * @param {string} message
   * @param {{ cause?: unknown, url?: string, attempts?: Attempt[], reason?: string }} [details] what becomes its properties
   *   `url`: the one address it is about; `attempts`: every place that was tried, in order; an undefined `cause` would be shown as one
   */
  constructor(message, details) {
    super(message, details);
    Object.assign(this, details);
  }

  get name() {
    return /** @type {typeof PocketPyError} */ (this.constructor).name;
  }
}

/** A file that could not be had, or is not what it should be. */
export class PocketPyLoadError extends PocketPyError {
  static name = 'PocketPyLoadError';
}

/** The host has no memory for another interpreter; the glue throws it. */
export class PocketPyLimitError extends PocketPyError {
  static name = 'PocketPyLimitError';
}

/** An interpreter that has ended was used; the glue throws it. */
export class PocketPyDeadError extends PocketPyError {
  static name = 'PocketPyDeadError';
}

/** @param {string} name of the variant @param {unknown} cause @param {Attempt[]} attempts @returns {PocketPyLoadError} about the last one, whose cause this is */
export const loadError = (name, cause, attempts) => {
  const list = attempts.map(({ url, reason }) => `\n  ${url}: ${reason}`).join('');
  const message = `cannot load the variant \`${name}\`:${list}\ncheck these addresses, or set baseURL to a folder that holds the files`;
  return new PocketPyLoadError(message, { url: attempts.at(-1)?.url, cause, attempts });
};

/** An uncaught exception of a Python program. */
export class PythonError extends Error {
  static name = 'PythonError'; // minifying renames classes, and Node prints this one

  /**
   * @param {string} type the exception's class, such as `ValueError`
   * @param {string} message `str()` of the exception
   * @param {string} traceback as Python prints it
   * @param {[string, number, string][]} frames outermost first
   */
  constructor(type, message, traceback, frames) {
    super(message ? `${type}: ${message}` : type);
    this.type = type;
    this.traceback = traceback;
    this.pythonFrames = frames.map(([file, line, name]) => ({ file, line, name }));
  }

  get name() {
    return PythonError.name;
  }
}

/** Refuses keys that nobody reads. @param {string} what @param {object} given @param {string[]} legal */
export const refuseUnknown = (what, given, legal) => {
  if (Object(given) !== given) throw new TypeError(`${what} must be an object`);
  const unknown = Object.keys(given).filter((key) => !legal.includes(key));
  if (unknown.length) throw new TypeError(`unknown ${what}: ${unknown.join(', ')}; legal: ${legal.join(', ')}`);
};
