/** What the loader throws. Job: errors that say what failed, on which thing, why, and one action that helps. */

/** Everything the loader itself refuses or fails at. */
export class PocketPyError extends Error {
  static name = 'PocketPyError'; // minifying renames classes, and Node prints this one

  /**
   * @param {string} message
   * @param {{ cause?: unknown, url?: string, attempts?: { url: string, reason: string }[] }} [details]
   *   `url`: the one address it is about; `attempts`: every place that was tried, in order
   */
  constructor(message, { cause, url, attempts } = {}) {
    super(message, cause === undefined ? undefined : { cause });
    if (url) this.url = url;
    if (attempts) this.attempts = attempts;
  }

  get name() {
    return PocketPyError.name;
  }
}

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
