/**
 * What helps after a program has failed.
 * Limits: knows two mistakes, a module that another tier has and input() without input.
 */
import { modules } from './tiers.mjs';

/** @typedef {{ type: string, message: string, line: number | undefined, reads: number }} Failure `line`: in the program; `reads`: lines of input that it asked for */

/** The module that a program wanted in vain. @param {Failure} failure @returns {string | undefined} */
export const missingModule = ({ type, message }) =>
  (/^(ImportError|ModuleNotFoundError)$/.test(type) ? /No module named '([^']+)'/.exec(message)?.[1] : undefined);

/** The first of these tiers that has a module, by the first part of its name; none where `now`, which lacks it, has that part. @param {string} module @param {string[]} tiers @param {string} now */
export const tierWith = (module, tiers, now) => {
  const [first] = module.split('.');
  return modules[now].includes(first) ? undefined : tiers.find((tier) => modules[tier]?.includes(first));
};

/** @param {Failure} failure @param {string} stdin what the program could read @returns {string | undefined} */
export const inputHint = ({ type, reads }, stdin) => {
  if (type !== 'EOFError' || !reads) return undefined;
  const lines = stdin === '' ? 0 : stdin.replace(/\n$/, '').split('\n').length;
  const there = lines === 0 ? 'is empty' : `has ${lines === 1 ? 'one line' : `${lines} lines`}`;
  return `Here input() reads the field “Standard input”, which ${there}. Write one line there for each input(), then run again.`;
};
