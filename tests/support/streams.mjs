/** Writing to the streams of this process, from programs whose output is a pipe. */
import { writeSync } from 'node:fs';

/** Writes all of it: a pipe may take less at once, or nothing for now. @param {number} stream @returns {(bytes: Uint8Array) => void} */
export const writeAll = (stream) => (bytes) => {
  for (let written = 0; written < bytes.length; ) {
    try {
      written += writeSync(stream, bytes, written);
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EAGAIN') throw error;
    }
  }
};
