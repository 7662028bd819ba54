/**
 * The playground's page: what is chosen and written here is run in a worker, which is kept for the next program and
 * terminated to stop one. Limits: one program at a time.
 */
import { variants } from '../npm/@pocketpy/registry/dist/registry.mjs';
import { makeEditor } from './editor.mjs';
import { examplesOf } from './examples.mjs';
import { inputHint, missingModule, tierWith } from './hints.mjs';
import { fromFragment, toFragment } from './link.mjs';
import { makeOutput } from './output.mjs';
import { keep, kept } from './session.mjs';

const element = (/** @type {string} */ id) => /** @type {any} */ (document.getElementById(id));
const [tierBox, exampleBox, stdinBox, status] = ['tier', 'example', 'stdin', 'status'].map(element);
const [runButton, stopButton, shareButton] = ['run', 'stop', 'share'].map(element);
const tiers = variants();
const output = makeOutput(element('output'), element('cut'));

/** @type {Worker | undefined} */
let worker;
let isRunning = false;

const say = (/** @type {string} */ text) => void (status.textContent = text);
const kilobytes = (/** @type {number} */ bytes) => `${Math.round(bytes / 1024)} KB`;
const folderOf = (/** @type {string} */ tier) => new URL(`../npm/${tiers[tier].pkg}/dist/`, import.meta.url).href;

const setRunning = (/** @type {boolean} */ running) => {
  isRunning = running;
  runButton.disabled = running;
  stopButton.disabled = !running;
  element('output').setAttribute('aria-busy', String(running));
};

/** Says which tier has a missing module, with a button that takes it. @param {string} module */
const offerTier = (module) => {
  const found = tierWith(module, Object.keys(tiers), tierBox.value);
  if (found === undefined) return output.offer(`No tier here has a module ${module}.`);
  const button = Object.assign(document.createElement('button'), { type: 'button', textContent: `Run with ${found}` });
  button.addEventListener('click', () => {
    setTier(found);
    run();
  });
  output.offer(`The tier ${found} has ${module.split('.')[0]}. `, button);
};

/** What can be done about it. @param {import('./hints.mjs').Failure} failure */
const help = (failure) => {
  if (failure.line) editor.mark(failure.line);
  const hint = inputHint(failure, stdinBox.value);
  if (hint) {
    element('stdin-box').open = true;
    output.offer(hint);
  }
  const module = missingModule(failure);
  if (module) offerTier(module);
};

/** How a program ended. @param {{ died?: string, exit?: string, failure?: import('./hints.mjs').Failure }} how */
const ending = ({ died, exit, failure }) => {
  if (exit !== undefined) return `ended by exit (${exit})`;
  if (!died && !failure) return 'finished';
  return failure?.line ? `failed at line ${failure.line}` : 'failed';
};

/** What the worker says, by the name of what it says; characters that it skipped were before the output that it sends with them. */
const answers = {
  output: (/** @type {[string, string][]} */ pieces) => pieces.forEach(([stream, text]) => output.show(stream, text)),
  skipped: (/** @type {number} */ characters) => output.skip(characters),
  started: (/** @type {any} */ { load, sent, whole, version }) => {
    loaded = `pocketpy ${version}, ready in ${load.toFixed(0)} ms${whole ? `, ${kilobytes(whole)} (${kilobytes(sent)} as sent)` : ''}`;
    say(`${loaded}; running`);
  },
  done: (/** @type {any} */ { time, ...how }) => {
    setRunning(false);
    output.end();
    if (how.died) output.show('stderr', `${how.died}\n`);
    say(`${ending(how)} in ${time.toFixed(1)} ms; ${loaded}`);
    if (how.failure) help(how.failure);
  },
  failed: (/** @type {string} */ reason) => {
    setRunning(false);
    output.show('stderr', `${reason}\n`);
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
  output.clear();
  editor.mark();
  setRunning(true);
  say('loading');
  const tier = tierBox.value;
  (worker ?? startWorker()).postMessage({ tier, folder: folderOf(tier), code: editor.get(), stdin: stdinBox.value });
};

const stop = () => {
  worker?.terminate();
  worker = undefined;
  setRunning(false);
  output.show('note', '\nstopped\n');
  say('stopped; the next run starts anew');
};

const keepAll = () => keep({ code: editor.get(), stdin: stdinBox.value, tier: tierBox.value });
const editor = makeEditor(element('editor'), { run, changed: () => keepAll() });

const options = (/** @type {any} */ box, /** @type {string[]} */ names) => box.replaceChildren(...names.map((name, index) => new Option(name, box === tierBox ? name : String(index))));

const showProgram = (/** @type {{ code: string, stdin?: string }} */ { code, stdin = '' }) => {
  stdinBox.value = stdin;
  element('stdin-box').open = stdin !== '';
  editor.set(code);
};

const setTier = (/** @type {string} */ tier) => {
  tierBox.value = tier;
  options(exampleBox, examplesOf(tier).map(({ title }) => title));
  keepAll();
};

/** The tier that the address names; the first, where it names none that is here. */
const tierInAddress = () => {
  const wanted = new URLSearchParams(location.search).get('rt') ?? Object.keys(tiers)[0];
  if (Object.hasOwn(tiers, wanted)) return wanted;
  output.show('stderr', `There is no tier "${wanted}" here; there are: ${Object.keys(tiers).join(', ')}.\n`);
  return Object.keys(tiers)[0];
};

/** The program in the address, if it has one that can be read. */
const programInAddress = () => {
  const linked = fromFragment(location.hash.slice(1));
  if (linked === null) output.show('stderr', 'This link holds no readable program: its end may be missing, ask for it again.\n');
  return linked ?? undefined;
};

const begin = () => {
  const session = kept();
  options(tierBox, Object.keys(tiers));
  const [tier, linked] = [tierInAddress(), programInAddress()];
  const first = session && Object.hasOwn(tiers, session.tier) ? session.tier : tier;
  showProgram(session ?? linked ?? examplesOf(first)[0]);
  setTier(first);
};

const share = async () => {
  const address = new URL(location.href);
  address.searchParams.set('rt', tierBox.value);
  address.hash = toFragment({ code: editor.get(), stdin: stdinBox.value });
  history.replaceState(null, '', address);
  keepAll();
  const isCopied = await navigator.clipboard?.writeText(address.href).then(() => true, () => false);
  say(isCopied ? 'the link is copied, and in the address bar' : 'the link is in the address bar');
};

const followLink = () => {
  output.clear();
  const linked = programInAddress();
  if (linked) showProgram(linked);
};

runButton.addEventListener('click', run);
stopButton.addEventListener('click', stop);
shareButton.addEventListener('click', share);
stdinBox.addEventListener('input', keepAll);
exampleBox.addEventListener('change', () => showProgram(examplesOf(tierBox.value)[Number(exampleBox.value)]));
tierBox.addEventListener('change', () => setTier(tierBox.value));
addEventListener('hashchange', followLink);
begin();
