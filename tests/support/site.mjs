/**
 * The site the browser tests visit: the tiers' files, the shared script, and the pages a test adds.
 * Limits: pages carry no inline script, the strict policy would refuse it.
 */
import { fileURLToPath } from 'node:url';
import { serve } from './server.mjs';

const sharedScript = fileURLToPath(new URL('page-python.js', import.meta.url));

/** A page out of script elements. @param {string[]} scripts addresses; those ending in .mjs become module scripts */
export function pageWith(...scripts) {
  const elements = scripts.map((address) => `<script ${/\.mjs$/.test(address) ? 'type="module" ' : ''}src="${address}"></script>`);
  return `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><title>test</title>${elements.join('')}`;
}

/**
 * @param {import('node:test').TestContext} context closes the server at its end
 * @param {import('./dist.mjs').Tier[]} tiers served at `/<tier>/`
 * @param {Record<string, import('./server.mjs').Answer>} answers
 */
export async function serveSite(context, tiers, answers) {
  const files = tiers.flatMap((tier) => [
    [`/${tier.name}/pocketpy.js`, { file: tier.js }],
    [`/${tier.name}/pocketpy.mjs`, { file: tier.mjs }],
    [`/${tier.name}/pocketpy.wasm`, { file: tier.wasm }],
  ]);
  const shared = { '/page-python.js': { file: sharedScript } };
  const site = await serve({ ...Object.fromEntries(files), ...shared, ...answers });
  context.after(site.close);
  return site;
}
