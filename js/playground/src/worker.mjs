/**
 * The interpreter's thread: one program at a time, so that the page can stop an endless one by ending the thread.
 * Limits: output is sent at once; of a flood (more than 200 writes in 20 ms) what is left waits for the next write or the end,
 * and of more than the page can show only the end is sent.
 */
import { createPocketPy } from '../npm/@pocketpy/registry/dist/registry.mjs';

const [windowTime, windowMessages, pieceMax] = [20, 200, 50_000];
const now = () => performance.now();

/** Collects a program's output. `chunk` gets raw bytes; the decoder keeps what is half a character. */
const makeSender = () => {
  /** @type {[string, string][]} */
  let waiting = [];
  let [length, messages, start] = [0, 0, now()];
  const decoders = { stdout: new TextDecoder(), stderr: new TextDecoder() };
  const flush = () => {
    if (waiting.length) postMessage({ output: waiting });
    [waiting, length] = [[], 0];
  };
  const chunk = (/** @type {'stdout' | 'stderr'} */ stream) => (/** @type {Uint8Array} */ bytes) => {
    waiting.push([stream, decoders[stream].decode(bytes, { stream: true })]);
    length += bytes.length;
    if (now() - start > windowTime) [start, messages] = [now(), 0];
    if (messages++ < windowMessages) return flush(); // whole, however long: the page may draw it
    if (length > pieceMax) [waiting, length] = [[['note', '…\n'], ...waiting.slice(-Math.ceil(waiting.length / 2))], length / 2];
  };
  return { flush, chunk };
};

/** Bytes of the tier's files: as sent and as they are. @param {string} folder */
const sizes = (folder) => performance.getEntriesByType('resource')
  .filter(({ name }) => name.startsWith(folder))
  .reduce((sum, entry) => {
    const { encodedBodySize, decodedBodySize } = /** @type {PerformanceResourceTiming} */ (entry);
    return { sent: sum.sent + encodedBodySize, whole: sum.whole + decodedBodySize };
  }, { sent: 0, whole: 0 });

/** @param {{ tier: string, pkg: string, code: string, stdin: string }} order */
const run = async ({ tier, pkg, code, stdin }) => {
  const baseURL = new URL(`../npm/${pkg}/dist/`, import.meta.url).href;
  const { flush, chunk } = makeSender();
  const asked = now();
  const py = await createPocketPy(tier, { baseURL, stdin, stdout: chunk('stdout'), stderr: chunk('stderr') });
  const started = now();
  postMessage({ started: { load: started - asked, version: py.buildInfo.pocketpy, ...sizes(baseURL) } });
  try {
    const ok = py.exec(code, 'main.py');
    flush();
    postMessage({ done: { ok, time: now() - started } });
  } catch (error) {
    flush();
    postMessage({ done: { ok: false, time: now() - started, died: String(/** @type {Error} */ (error).message) } });
  } finally {
    py.destroy();
  }
};

addEventListener('message', ({ data }) => run(data).catch((error) => postMessage({ failed: String(error.message ?? error) })));
