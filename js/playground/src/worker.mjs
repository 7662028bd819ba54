/**
 * The interpreter's worker: one program at a time, so that the page can stop an endless one by terminating the worker.
 * Limits: output is sent at once; of a flood (more than 50 writes in 20 ms, or 5 000 characters each millisecond) what is left waits
 * for a later write or the end, and of more than the page can show only the end is sent, with the number of characters before it.
 */
import { createPocketPy, PythonError } from '../npm/@pocketpy/registry/dist/registry.mjs';

const [windowTime, windowMessages, charactersPerMs, keptMax] = [20, 50, 5_000, 100_000];
const now = () => performance.now();

/** Collects a program's output. `chunk` gets raw bytes; the decoder buffers incomplete UTF-8 sequences. */
const makeSender = () => {
  /** @type {[string, string][]} */
  let waiting = [];
  let [length, skipped] = [0, 0];
  /** The page cannot tell that it falls behind, so what it gets is bounded in messages and characters. */
  let [messages, sent, start] = [0, 0, now()];
  const decoders = { stdout: new TextDecoder(), stderr: new TextDecoder() };
  const flush = () => {
    if (waiting.length) postMessage({ ...(skipped ? { skipped } : {}), output: waiting });
    [waiting, length, skipped, sent] = [[], 0, 0, sent + length];
  };
  /** Drops the oldest pieces, when twice as much waits as is kept, so that not each write cuts. */
  const cut = () => {
    let [first, left] = [0, length];
    while (left > keptMax && first < waiting.length - 1) left -= waiting[first++][1].length;
    skipped += length - left;
    [waiting, length] = [waiting.slice(first), left];
  };
  const send = (/** @type {'stdout' | 'stderr'} */ stream, /** @type {string} */ text) => {
    waiting.push([stream, text]);
    length += text.length;
    if (now() - start > Math.max(windowTime, sent / charactersPerMs)) [start, messages, sent] = [now(), 0, 0];
    if (messages++ < windowMessages && sent < windowTime * charactersPerMs) return flush(); // whole, however long: the page may draw it
    if (length > 2 * keptMax) cut();
  };
  const chunk = (/** @type {'stdout' | 'stderr'} */ stream) => (/** @type {Uint8Array} */ bytes) => send(stream, decoders[stream].decode(bytes, { stream: true }));
  return { flush, send, chunk };
};

/** Answers input() line by line, and counts. @param {string} stdin */
const makeInput = (stdin) => {
  const lines = stdin === '' ? [] : stdin.replace(/\n$/, '').split('\n');
  let reads = 0;
  return { next: () => lines[reads++] ?? null, reads: () => reads };
};

/** Bytes of the tier's files: as sent and as they are. @param {string} folder */
const sizes = (folder) => performance.getEntriesByType('resource')
  .filter(({ name }) => name.startsWith(folder))
  .reduce((sum, entry) => {
    const { encodedBodySize, decodedBodySize } = /** @type {PerformanceResourceTiming} */ (entry);
    return { sent: sum.sent + encodedBodySize, whole: sum.whole + decodedBodySize };
  }, { sent: 0, whole: 0 });

/** What the page does something about. @param {any} error @param {number} reads @returns {import('./hints.mjs').Failure} */
const failureOf = ({ type, message, pythonFrames }, reads) =>
  ({ type, message, reads, line: pythonFrames.findLast((/** @type {any} */ { file }) => file === program)?.line });

const program = 'main.py';

/** @param {{ tier: string, folder: string, code: string, stdin: string }} order */
const run = async ({ tier, folder, code, stdin }) => {
  const [{ flush, send, chunk }, input] = [makeSender(), makeInput(stdin)];
  const asked = now();
  const py = await createPocketPy(tier, { baseURL: folder, stdin: input.next, stdout: chunk('stdout'), stderr: chunk('stderr') });
  const started = now();
  postMessage({ started: { load: started - asked, version: py.buildInfo.pocketpy, ...sizes(folder) } });
  const done = (/** @type {object} */ how) => {
    flush();
    postMessage({ done: { time: now() - started, ...how } });
  };
  try {
    py.run(code, program);
    done({});
  } catch (error) {
    if (!(error instanceof PythonError)) return done({ died: String(/** @type {Error} */ (error).message) });
    if (error.type === 'SystemExit') return done({ exit: error.message.replace(/^SystemExit(: )?/, '') || '0' });
    send('stderr', `${error.traceback}\n`);
    done({ failure: failureOf(error, input.reads()) });
  } finally {
    py.destroy();
  }
};

addEventListener('message', ({ data }) => run(data).catch((error) => postMessage({ failed: String(error.message ?? error) })));
