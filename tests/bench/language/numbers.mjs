/** Statistics of measurements. */

/** @typedef {{ min: number, median: number }} Spread in seconds or bytes */

/** @param {number[]} values */
export const least = (values) => Math.min(...values);

/** @param {number[]} values the mean of the middle two where their number is even */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return (sorted[Math.ceil(middle) - 1] + sorted[Math.floor(middle)]) / 2;
}

/** @param {number[]} values @returns {Spread} */
export function spread(values) {
  if (values.length === 0 || !values.every(Number.isFinite)) throw new Error(`not what was measured: ${JSON.stringify(values)}`);
  return { min: least(values), median: median(values) };
}

/**
 * What a thing takes beyond another one. Not of each round by itself: the least of such differences would be that of the round
 * in which the machine disturbed the other one most.
 * @param {Spread} whole @param {Spread} part @returns {Spread}
 */
export const beyond = (whole, part) => ({ min: whole.min - part.min, median: whole.median - part.median });

/** @param {number[]} ratios */
export const geometricMean = (ratios) => Math.exp(ratios.reduce((sum, ratio) => sum + Math.log(ratio), 0) / ratios.length);

/**
 * Runtimes in turns, each round beginning with another one, so that what disturbs the machine for a while disturbs all.
 * @template T, R
 * @param {T[]} items @param {number} rounds @param {(item: T) => Promise<R>} measure
 * @returns {Promise<R[][]>} by item
 */
export async function inTurns(items, rounds, measure) {
  const all = items.map(() => /** @type {R[]} */ ([]));
  for (let round = 0; round < rounds; round += 1) {
    for (let turn = 0; turn < items.length; turn += 1) {
      const index = (round + turn) % items.length;
      all[index].push(await measure(items[index]));
    }
  }
  return all;
}
