/**
 * What is written here, kept over a reload of this tab: program, input and tier, with the address that they belong to, so that another
 * link shows its own program.
 * Limits: one tab's; where the browser keeps nothing, a reload begins anew.
 */
const key = 'pocketpy-playground';
const here = () => location.search + location.hash;

/** @typedef {{ code: string, stdin: string, tier: string }} Session */

/** @param {Session} session */
export const keep = (session) => {
  try {
    sessionStorage.setItem(key, JSON.stringify({ address: here(), ...session }));
  } catch {
    // storage is full or refused
  }
};

/** What was kept at this address. @returns {Session | undefined} */
export const kept = () => {
  try {
    const { address, code, stdin, tier } = JSON.parse(sessionStorage.getItem(key) ?? '{}');
    return address === here() && [code, stdin, tier].every((text) => typeof text === 'string') ? { code, stdin, tier } : undefined;
  } catch {
    return undefined;
  }
};
