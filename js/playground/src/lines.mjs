/**
 * Finds the lines of a program's standard output that are GeoJSON; everything else passes through unchanged.
 * Limits: such a line starts with `{`, and is held back until its end, another stream or the program's end; one of more than
 * 8 million characters is text.
 */
import { readGeoJson } from './drawing.mjs';

const lineMax = 8_000_000;

/**
 * @param {(stream: string, text: string) => void} onText
 * @param {(layer: import('./drawing.mjs').Layer, line: string) => void} onLayer
 * @returns {(stream: string, text: string) => void} takes the next piece of output; an empty one of no stream ends it
 */
export const makeLineReader = (onText, onLayer) => {
  let [held, plain, isLineStart] = ['', '', true];
  const release = () => {
    if (plain) onText('stdout', plain);
    plain = '';
  };
  const finish = () => {
    const layer = held && readGeoJson(held);
    if (layer) {
      release();
      onLayer(layer, held);
    } else plain += held;
    held = '';
  };
  const takeLine = (/** @type {string} */ line) => {
    const isHeld = held !== '' || (isLineStart && line.startsWith('{'));
    isLineStart = line.endsWith('\n');
    if (!isHeld) return void (plain += line);
    held += line;
    if (held.length > lineMax) [plain, held] = [plain + held, ''];
    if (isLineStart) finish();
  };
  return (stream, text) => {
    if (stream !== 'stdout') finish();
    else for (let [start, end] = [0, 0]; start < text.length; start = end) takeLine(text.slice(start, end = text.indexOf('\n', start) + 1 || text.length));
    release();
    if (stream !== 'stdout' && text) onText(stream, text);
  };
};
