/** The numbers as text: sizes of the files, modules, and the largest functions and data. */
import { partsOf } from './data.mjs';
import { byId, element, grouped, percent } from './text.mjs';

const largestCount = 30;

/** @param {import('./data.mjs').Tier} tier */
export const showSizes = (tier) => {
  const share = (/** @type {number} */ bytes, /** @type {number} */ budget) => `${percent(bytes, budget)} of the budget`;
  const rows = [
    ['wasm', tier.wasm.raw, tier.package],
    ['wasm, gzip', tier.wasm.gzip, ''],
    ['wasm, brotli', tier.wasm.brotli, share(tier.wasm.brotli, tier.budget.wasm)],
    ['glue, brotli', tier.glue.brotli, share(tier.glue.brotli, tier.budget.glue)],
  ];
  byId('sizes').replaceChildren(...rows.map(([name, bytes, note]) => element('div', {}, [
    element('dt', {}, [String(name)]),
    element('dd', {}, [`${grouped(Number(bytes))} bytes`, element('small', {}, [String(note)])]),
  ])));
};

/** @param {import('./data.mjs').Tier} tier @param {(module: string) => string} tintOf */
export const showModules = (tier, tintOf) => {
  /** @type {Map<string, { all: number, data: number }>} */
  const sums = new Map();
  for (const { module, bytes, kind } of partsOf(tier)) {
    const sum = sums.get(module) ?? { all: 0, data: 0 };
    sums.set(module, { all: sum.all + bytes, data: sum.data + (kind === 'data' ? bytes : 0) });
  }
  const rows = [...sums].sort((one, other) => other[1].all - one[1].all).map(([module, { all, data }]) => row([
    element('span', {}, [swatch(tintOf(module)), module]), grouped(all), grouped(data), percent(all, tier.wasm.raw),
  ]));
  byId('modules').replaceChildren(head(['module', 'bytes', 'of it data', 'share']), element('tbody', {}, rows));
};

/** @param {import('./data.mjs').Tier} tier @param {(module: string) => string} tintOf */
export const showLargest = (tier, tintOf) => {
  const parts = partsOf(tier).filter((part) => part.kind !== 'structure');
  const largest = parts.sort((one, other) => other.bytes - one.bytes).slice(0, largestCount);
  const rows = largest.map((part) => row([
    element('span', {}, [part.name, element('span', { className: 'from' }, [swatch(tintOf(part.module)), `${part.module}, ${part.file}`])]),
    part.kind, grouped(part.bytes), percent(part.bytes, tier.wasm.raw),
  ]));
  byId('largest').replaceChildren(head(['name', 'kind', 'bytes', 'share']), element('tbody', {}, rows));
};

/** @param {string} tint */
const swatch = (tint) => {
  const made = element('span', { className: 'swatch', 'aria-hidden': 'true' });
  made.style.setProperty('--tint', tint);
  return made;
};

const isNumber = (/** @type {Node | string} */ cell) => typeof cell === 'string' && /^\d/.test(cell);

/** @param {(Node | string)[]} cells */
const row = (cells) => element('tr', {}, cells.map((cell) => element('td', { className: isNumber(cell) ? 'number' : '' }, [cell])));

/** @param {string[]} names */
const head = (names) => element('thead', {}, [element('tr', {}, names.map((name) =>
  element('th', { scope: 'col', className: ['bytes', 'of it data', 'share'].includes(name) ? 'number' : '' }, [name])))]);
