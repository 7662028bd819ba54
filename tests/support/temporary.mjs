/**
 * Takes a test's temporary folder away.
 * Limits: what still writes into one must end within two seconds. `rmSync` alone lists a folder once: a file that comes between leaves ENOTEMPTY, however often it tries,
 * and while it blocks, a load that failed cannot finish what it was keeping.
 */
import { rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** @param {string} folder @param {number} [attempts] */
export const removeFolder = async (folder, attempts = 40) => {
  try {
    rmSync(folder, { recursive: true, force: true });
  } catch (/** @type {any} */ error) {
    if (error.code !== 'ENOTEMPTY' || attempts === 0) throw error;
    await sleep(50);
    await removeFolder(folder, attempts - 1);
  }
};
