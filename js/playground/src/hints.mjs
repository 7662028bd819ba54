/**
 * What helps after a program has failed.
 * Limits: knows two mistakes, a module that another tier has and input() without input; the tiers' modules are those of their build-info.json.
 */

/** @typedef {{ type: string, message: string, line: number | undefined, reads: number }} Failure `line`: in the program; `reads`: lines of input that it asked for */

/** Whether a tier has a module. @param {string} folder of the tier's files @param {string} module */
const has = async (folder, module) => {
  const response = await fetch(new URL('build-info.json', folder));
  if (!response.ok) return false;
  const { modules, interpreter_modules: own } = await response.json();
  return [...modules, ...own].includes(module);
};

/** The module that a program wanted in vain, by the first part of its name. @param {Failure} failure */
export const missingModule = ({ type, message }) =>
  (/^(ImportError|ModuleNotFoundError)$/.test(type) ? /No module named '([^'.]+)/.exec(message)?.[1] : undefined);

/** The first of these tiers that has a module. @param {string} module @param {[string, string][]} folders by tier @returns {Promise<string | undefined>} */
export const tierWith = async (module, folders) => {
  for (const [tier, folder] of folders) if (await has(folder, module)) return tier;
  return undefined;
};

/** @param {Failure} failure @param {string} stdin what the program could read @returns {string | undefined} */
export const inputHint = ({ type, reads }, stdin) => {
  if (type !== 'EOFError' || !reads) return undefined;
  const lines = stdin === '' ? 0 : stdin.replace(/\n$/, '').split('\n').length;
  const there = lines === 0 ? 'is empty' : `has ${lines === 1 ? 'one line' : `${lines} lines`}`;
  return `Here input() reads the field “Standard input”, which ${there}. Write one line there for each input(), then run again.`;
};
