/** What is made of many measured numbers. */

/** @param {number[]} values */
export const least = (values) => Math.min(...values);

/** @param {number[]} values the mean of the middle two where their number is even */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return (sorted[Math.ceil(middle) - 1] + sorted[Math.floor(middle)]) / 2;
}

/** @param {number[]} ratios */
export const geometricMean = (ratios) => Math.exp(ratios.reduce((sum, ratio) => sum + Math.log(ratio), 0) / ratios.length);
