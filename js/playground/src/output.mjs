/**
 * What a program printed, as the page shows it: text by stream, lines of GeoJSON as drawings, the end of it when there is too much.
 * Limits: shows the last 100 000 characters; says above them how many there were.
 */
import { makeDrawing } from './drawing.mjs';
import { makeLineReader } from './lines.mjs';

const shownMax = 100_000;
const inWords = new Intl.NumberFormat('en').format;

/**
 * @param {HTMLElement} box
 * @param {HTMLElement} cutNote above it; hidden while everything is shown
 */
export const makeOutput = (box, cutNote) => {
  /** Output that came since the last frame. @type {[string, string][]} */
  let pending = [];
  /** The drawing that stands last and takes the next layer, and whether it has layers that are not shown yet. */
  let [drawing, isStale] = [/** @type {ReturnType<typeof makeDrawing> | undefined} */ (undefined), false];
  let [shown, cut] = [0, 0];

  const lengthOf = (/** @type {Node | null | undefined} */ node) => node?.textContent?.length ?? 0;

  const tellCut = () => {
    cutNote.hidden = !cut;
    cutNote.textContent = cut ? `The last ${inWords(shown)} characters of ${inWords(shown + cut)}; the others are not kept.` : '';
  };

  /** Cuts the oldest: a drawing whole, of a text no more than must be. */
  const trim = () => {
    while (shown > shownMax && box.firstChild) {
      const [first, excess] = [box.firstChild, shown - shownMax];
      const length = lengthOf(first);
      const isKept = length > excess && first.nodeName === 'SPAN';
      if (!isKept && first === box.lastChild) break; // one drawing alone stays, however long its lines are
      if (isKept) first.textContent = first.textContent?.slice(excess) ?? '';
      else first.remove();
      const gone = isKept ? excess : length;
      [shown, cut] = [shown - gone, cut + gone];
    }
    tellCut();
  };

  const append = (/** @type {string} */ stream, /** @type {string} */ text) => {
    const end = text.slice(-shownMax);
    box.append(Object.assign(document.createElement('span'), { className: stream, textContent: end }));
    [shown, cut] = [shown + end.length, cut + text.length - end.length];
    trim();
  };

  const draw = () => {
    if (!drawing || !isStale) return;
    shown -= lengthOf(drawing.element);
    drawing.draw();
    shown += lengthOf(drawing.element);
    isStale = false;
    trim();
  };

  /** @param {import('./drawing.mjs').Layer} layer @param {string} line */
  const appendLayer = (layer, line) => {
    if (!drawing || drawing.isFull()) {
      draw();
      drawing = makeDrawing();
      box.append(drawing.element);
    }
    drawing.add(layer, line);
    isStale = true;
  };

  const newReader = () => makeLineReader((stream, text) => {
    draw();
    drawing = undefined;
    append(stream, text);
  }, appendLayer);
  let read = newReader();

  /** One piece for each run of the same stream, and one drawing for all its new layers: a page of many elements is slow. */
  const render = () => {
    const isAtEnd = box.scrollHeight - box.scrollTop - box.clientHeight < 40;
    const pieces = pending;
    pending = [];
    for (let [index, text] = [0, '']; index < pieces.length; index++) {
      text += pieces[index][1];
      if (pieces[index][0] === pieces[index + 1]?.[0]) continue;
      read(pieces[index][0], text);
      text = '';
    }
    draw();
    if (isAtEnd) box.scrollTop = box.scrollHeight;
  };

  const empty = () => {
    [pending, drawing, isStale, read, shown] = [[], undefined, false, newReader(), 0];
    box.textContent = '';
  };

  /** @param {string} stream @param {string} text shown with the next frame */
  const show = (stream, text) => {
    if (!pending.length) requestAnimationFrame(render);
    pending.push([stream, text]);
  };

  return {
    show,
    /** Lets go of a last line without an end. */
    end: () => show('', ''),
    clear: () => {
      empty();
      cut = 0;
      tellCut();
    },
    /** The program printed so many characters more than anyone could see; what stands here is older than they. @param {number} count */
    skip: (count) => {
      cut += shown + count + pending.reduce((sum, [, text]) => sum + text.length, 0);
      empty();
      tellCut();
    },
    /** Something to click, below what was printed. @param {(Node | string)[]} content */
    offer: (...content) => {
      render();
      const note = Object.assign(document.createElement('p'), { className: 'note' });
      note.append(...content);
      box.append(note);
      note.scrollIntoView?.({ block: 'nearest' });
    },
  };
};
