/**
 * A report as one drawing: four panels of bars from zero, each as long as its number, shorter is better. It stands alone, and follows
 * the reader's light or dark colours. Limits: draws whole reports only; a runtime without a number has no bar in that panel.
 */
import { checked } from './report.mjs';
import { grouped, megabytes, milliseconds } from './units.mjs';

/** In the drawing's own units, which are pixels where it is shown 800 wide. */
const [width, margin, gap, top, footer] = [800, 12, 36, 42, 34];
const [labelWidth, valueWidth, heading, rowHeight, barHeight, panelGap] = [92, 84, 50, 25, 15, 22];
const panelWidth = (width - 2 * margin - gap) / 2;
export const barMax = panelWidth - labelWidth - valueWidth;

const style = `
  text { font: 13px system-ui, -apple-system, "Segoe UI", Helvetica, Arial, sans-serif; fill: #1f2328 }
  .head { font-size: 16px; font-weight: 600 } .title { font-size: 14px; font-weight: 600 }
  .note { font-size: 12px; fill: #59636e } .value { font-variant-numeric: tabular-nums }
  .own { fill: #1f6feb } .other { fill: #9aa4af } .axis { stroke: #818b98; stroke-width: 1 } .name-own { font-weight: 600 }
  @media (prefers-color-scheme: dark) {
    text { fill: #e6edf3 } .note { fill: #9198a1 } .own { fill: #4c95f5 } .other { fill: #656d78 } .axis { stroke: #8b949e }
  }`;

/**
 * @typedef {import('./report.mjs').Report} Report
 * @typedef {{ name: string, value: number, text: string, own: boolean }} Bar
 * @typedef {{ title: string, note: string, bars: Bar[] }} Panel
 */

/** A whole report's, in the order of its runtimes. @param {Report} report @returns {Panel[]} */
function panelsOf(report) {
  const { bytes, start: { chromium }, means, memory, speed } = checked(report);
  if (!bytes || !chromium || !means || !memory || !memory.node || !speed) throw new Error('a chart needs a report in which everything was measured');
  /** @param {(name: string) => number | undefined} of @param {(value: number) => string} shown @returns {Bar[]} */
  const bars = (of, shown) => report.runtimes.flatMap(({ name }) => {
    const value = of(name);
    return value === undefined ? [] : [{ name, value, text: shown(value), own: bytes[name]?.files.some((file) => file.name === 'pocketpy.wasm') ?? false }];
  });
  const fetched = bars((name) => bytes[name]?.wireBytes, (value) => `${grouped(value / 1000)} kB`);
  const started = bars((name) => chromium.runtimes[name]?.overEmpty.min, (value) => `${milliseconds(value)} ms`);
  const resident = bars((name) => memory.runtimes[name].started?.residentBytes.median, (value) => `${megabytes(value)} MB`);
  return [
    { title: 'Download', note: 'all files that a page fetches, brotli', bars: fetched },
    { title: 'Start in a page', note: 'to the first line, beyond an empty page; nothing cached', bars: started },
    { title: 'Running programs', note: `time of ${Object.keys(speed).length} programs against ${report.runtimes[0].name}'s, geometric mean`, bars: bars((name) => means[name].warm, (value) => `× ${value.toFixed(2)}`) },
    { title: 'Memory after start', note: `of the process; Node alone takes ${megabytes(memory.node.median)} MB`, bars: resident },
  ];
}

const escaped = (/** @type {string} */ text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
const round = (/** @type {number} */ number) => Number(number.toFixed(2));

/** @param {number} x @param {number} y @param {string} text @param {string} kind @param {string} [anchor] */
const label = (x, y, text, kind, anchor = 'start') => `<text class="${kind}" x="${round(x)}" y="${round(y)}" text-anchor="${anchor}">${escaped(text)}</text>`;

/** @param {Bar} bar @param {number} largest @param {number} x @param {number} y of its row */
function drawBar({ name, value, text, own }, largest, x, y) {
  const [left, length, middle] = [x + labelWidth, (value / largest) * barMax, y + rowHeight / 2];
  return [
    label(left - 8, middle + 4.5, name, own ? 'name-own' : '', 'end'),
    `<rect class="${own ? 'own' : 'other'}" x="${round(left)}" y="${round(middle - barHeight / 2)}" width="${round(length)}" height="${barHeight}"/>`,
    label(left + length + 7, middle + 4.5, text, 'value'),
  ].join('\n');
}

/** @param {Panel} panel @param {number} x @param {number} y */
function drawPanel({ title, note, bars }, x, y) {
  const largest = Math.max(...bars.map(({ value }) => value));
  const [axis, first] = [round(x + labelWidth) - 0.5, y + heading];
  return [
    label(x, y + 16, title, 'title'),
    label(x, y + 35, note, 'note'),
    ...bars.map((bar, index) => drawBar(bar, largest, x, first + index * rowHeight)),
    `<path class="axis" d="M${axis} ${first}V${first + bars.length * rowHeight}"/>`,
  ].join('\n');
}

/** The text alternative for screen readers. @param {Panel[]} panels */
const description = (panels) =>
  panels.map(({ title, note, bars }) => `${title}, ${note}: ${bars.map(({ name, text }) => `${name} ${text}`).join(', ')}.`).join(' ');

/** @param {Report} report @returns {string} an SVG file */
export function chart(report) {
  const panels = panelsOf(report);
  const heights = [panels.slice(0, 2), panels.slice(2)].map((row) => heading + rowHeight * Math.max(...row.map(({ bars }) => bars.length)));
  const height = top + heights[0] + panelGap + heights[1] + footer;
  const drawn = panels.map((panel, index) =>
    drawPanel(panel, margin + (index % 2) * (panelWidth + gap), index < 2 ? top : top + heights[0] + panelGap));
  const versions = report.runtimes.map(({ name, version }) => `${name} ${version}`).join(' · ');
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">
<title>pocketpy in WebAssembly against other Pythons</title>
<desc>${escaped(description(panels))}</desc>
<style>${style}
</style>
${label(margin, 22, `@pocketpy/${report.runtimes[0].name}: shorter is better`, 'head')}
${label(width - margin, 22, versions, 'note', 'end')}
${drawn.join('\n')}
${label(margin, height - 10, `${report.machine.processor}, Node ${report.machine.node}, Chromium ${report.machine.chromium}`, 'note')}
</svg>
`;
}
