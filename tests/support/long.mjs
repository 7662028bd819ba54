/**
 * How much a test with random values, or with many lives, tries: a sample on each commit, all in `cargo xtask test --long`, which sets
 * POCKETPY_TEST_LONG. Files that import this are listed in xtask/src/commands/rounds/long.rs.
 */
const given = process.env.POCKETPY_TEST_LONG;
if (given !== undefined && given !== '1') throw new Error(`POCKETPY_TEST_LONG is \`${given}\`; legal: 1, or not set`);

/** @param {{ sample: number, long: number }} counts */
export const howMany = ({ sample, long }) => (given === '1' ? long : sample);

/** Decides the random values; the same seed gives the same ones. @param {number} usual */
export const seedOr = (usual) => {
  const seed = Number(process.env.POCKETPY_TEST_SEED ?? usual);
  if (!Number.isSafeInteger(seed)) throw new Error(`POCKETPY_TEST_SEED is \`${process.env.POCKETPY_TEST_SEED}\`; it must be a whole number`);
  return seed;
};
