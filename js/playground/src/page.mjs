/**
 * The playground's page: what is chosen and written here is run in a thread of its own, which is kept for the next program and
 * ended to stop one; lines of GeoJSON are drawn. Limits: shows the last 100 000 characters or so of a program's output.
 */
import { variants } from '../npm/@pocketpy/registry/dist/registry.mjs';
import { makeDrawing } from './drawing.mjs';
import { makeEditor } from './editor.mjs';
import { examplesOf } from './examples.mjs';
import { makeLineReader } from './lines.mjs';
import { fromFragment, toFragment } from './link.mjs';

const outputMax = 100_000;
const element = (/** @type {string} */ id) => /** @type {any} */ (document.getElementById(id));
const [tierBox, exampleBox, stdinBox, output, status] = ['tier', 'example', 'stdin', 'output', 'status'].map(element);
const [runButton, stopButton, shareButton] = ['run', 'stop', 'share'].map(element);
const tiers = variants();

/** @type {Worker | undefined} */
let worker;
let isRunning = false;

const say = (/** @type {string} */ text) => void (status.textContent = text);
const kilobytes = (/** @type {number} */ bytes) => `${Math.round(bytes / 1024)} KB`;

/** Output that came since the last frame. @type {[string, string][]} */
let pending = [];
let shownLength = 0;

/** The oldest goes when there is too much. */
const trim = () => {
  for (; shownLength > outputMax && output.firstChild !== output.lastChild; output.firstChild.remove()) shownLength -= output.firstChild.textContent.length;
};

/** Puts a piece at the end. @param {string} stream @param {string} text */
const append = (stream, text) => {
  const short = text.slice(-outputMax);
  output.append(Object.assign(document.createElement('span'), { className: stream, textContent: short }));
  shownLength += short.length;
  trim();
};

/** The drawing that stands last, and takes the next layer. @type {ReturnType<typeof makeDrawing> | undefined} */
let drawing;
/** It has layers that are not shown yet. */
let isStale = false;

const draw = () => {
  if (!drawing || !isStale) return;
  shownLength -= drawing.element.textContent?.length ?? 0;
  drawing.draw();
  shownLength += drawing.element.textContent?.length ?? 0;
  isStale = false;
  trim();
};

/** @param {import('./drawing.mjs').Layer} layer @param {string} line */
const appendLayer = (layer, line) => {
  if (!drawing || drawing.isFull()) {
    draw();
    drawing = makeDrawing();
    output.append(drawing.element);
  }
  drawing.add(layer, line);
  isStale = true;
};

const newReader = () => makeLineReader((stream, text) => {
  draw();
  drawing = undefined;
  append(stream, text);
}, appendLayer);
let readOutput = newReader();

/** One piece for each run of the same stream, and one drawing for all its new layers: a page of many elements is slow. */
const render = () => {
  const isAtEnd = output.scrollHeight - output.scrollTop - output.clientHeight < 40;
  const pieces = pending;
  pending = [];
  for (let [index, text] = [0, '']; index < pieces.length; index++) {
    text += pieces[index][1];
    if (pieces[index][0] === pieces[index + 1]?.[0]) continue;
    readOutput(pieces[index][0], text);
    text = '';
  }
  draw();
  if (isAtEnd) output.scrollTop = output.scrollHeight;
};

const clear = () => {
  [pending, shownLength, drawing, isStale, readOutput] = [[], 0, undefined, false, newReader()];
  output.textContent = '';
};

/** @param {string} stream @param {string} text */
const show = (stream, text) => {
  if (!pending.length) requestAnimationFrame(render);
  pending.push([stream, text]);
};

/** Lets go of a last line without an end. */
const endOutput = () => show('', '');

const setRunning = (/** @type {boolean} */ running) => {
  isRunning = running;
  runButton.disabled = running;
  stopButton.disabled = !running;
  output.setAttribute('aria-busy', String(running));
};

/** What the worker says, by the name of the one thing it says. */
const answers = {
  output: (/** @type {[string, string][]} */ pieces) => pieces.forEach(([stream, text]) => show(stream, text)),
  started: (/** @type {any} */ { load, sent, whole, version }) => {
    loaded = `pocketpy ${version}, ready in ${load.toFixed(0)} ms${whole ? `, ${kilobytes(whole)} (${kilobytes(sent)} as sent)` : ''}`;
    say(`${loaded}; running`);
  },
  done: (/** @type {any} */ { ok, time, died }) => {
    setRunning(false);
    endOutput();
    if (died) show('stderr', `${died}\n`);
    say(`${ok ? 'finished' : 'failed'} in ${time.toFixed(1)} ms; ${loaded}`);
  },
  failed: (/** @type {string} */ reason) => {
    setRunning(false);
    show('stderr', `${reason}\n`);
    say('the tier could not be loaded');
  },
};
let loaded = '';

const startWorker = () => {
  worker = new Worker(new URL('worker.mjs', import.meta.url), { type: 'module' });
  worker.onmessage = ({ data }) => Object.entries(data).forEach(([name, value]) => answers[/** @type {keyof answers} */ (name)](value));
  worker.onerror = ({ message }) => answers.failed(message || 'the interpreter\'s thread could not be started');
  return worker;
};

const run = () => {
  if (isRunning) return;
  clear();
  setRunning(true);
  say('loading');
  const tier = tierBox.value;
  (worker ?? startWorker()).postMessage({ tier, pkg: tiers[tier].pkg, code: editor.get(), stdin: stdinBox.value });
};

const stop = () => {
  worker?.terminate();
  worker = undefined;
  setRunning(false);
  show('note', '\nstopped\n');
  say('stopped; the next run starts anew');
};

const editor = makeEditor(element('editor'), run);

const options = (/** @type {any} */ box, /** @type {string[]} */ names) => box.replaceChildren(...names.map((name, index) => new Option(name, box === tierBox ? name : String(index))));

const showProgram = (/** @type {{ code: string, stdin?: string }} */ { code, stdin = '' }) => {
  editor.set(code);
  stdinBox.value = stdin;
  element('stdin-box').open = stdin !== '';
};

const offerExamples = () => options(exampleBox, examplesOf(tierBox.value).map(({ title }) => title));

const chooseTier = () => {
  const wanted = new URLSearchParams(location.search).get('rt') ?? Object.keys(tiers)[0];
  options(tierBox, Object.keys(tiers));
  tierBox.value = wanted in tiers ? wanted : Object.keys(tiers)[0];
  if (!(wanted in tiers)) show('stderr', `There is no tier "${wanted}" here; there are: ${Object.keys(tiers).join(', ')}.\n`);
  offerExamples();
};

const showLinked = () => {
  const linked = fromFragment(location.hash.slice(1));
  if (linked === null) show('stderr', 'This link holds no readable program; here is an example.\n');
  showProgram(linked ?? examplesOf(tierBox.value)[0]);
};

const share = async () => {
  const address = new URL(location.href);
  address.searchParams.set('rt', tierBox.value);
  address.hash = toFragment({ code: editor.get(), stdin: stdinBox.value });
  history.replaceState(null, '', address);
  const isCopied = await navigator.clipboard?.writeText(address.href).then(() => true, () => false);
  say(isCopied ? 'the link is copied, and in the address bar' : 'the link is in the address bar');
};

runButton.addEventListener('click', run);
stopButton.addEventListener('click', stop);
shareButton.addEventListener('click', share);
exampleBox.addEventListener('change', () => showProgram(examplesOf(tierBox.value)[Number(exampleBox.value)]));
tierBox.addEventListener('change', offerExamples);
addEventListener('hashchange', showLinked);
chooseTier();
showLinked();
