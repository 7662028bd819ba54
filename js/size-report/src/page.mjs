/** The page of `cargo xtask size-report --html`: a treemap of each tier's wasm, the releases, and the same numbers as text. */
import { drawHistory } from './chart.mjs';
import { modulesOf, readData, treeOf } from './data.mjs';
import { showLargest, showModules, showSizes } from './tables.mjs';
import { byId, element } from './text.mjs';
import { Treemap, placesOf } from './treemap.mjs';

const { version, tiers } = readData();

/** Those with a colour of their own; the rest, and what the format wants, share the last. */
const coloured = 9;
const modules = modulesOf(tiers).filter((module) => !['wasm structure', 'other'].includes(module));

/** @param {string} module */
const tintOf = (module) => {
  const index = modules.indexOf(module);
  return `var(--m${index < 0 || index >= coloured ? coloured : index})`;
};

const treemap = new Treemap(tintOf);

/** @param {import('./data.mjs').Tier} tier */
const show = (tier) => {
  for (const button of byId('tiers').children) button.setAttribute('aria-pressed', String(button.textContent === tier.name));
  showSizes(tier);
  showModules(tier, tintOf);
  showLargest(tier, tintOf);
  treemap.open(placesOf(treeOf(tier)));
};

byId('tiers').append(...tiers.map((tier) => element('button', { type: 'button', onclick: () => show(tier) }, [tier.name])));
drawHistory(tiers, version);
show(tiers[0]);
