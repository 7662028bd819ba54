/**
 * Runs a Node program in a process of its own, for what can only be seen from outside: that it ends, what it prints.
 * Limits: a program that runs longer than 30 s is killed and counts as one that does not end.
 */
import { spawn } from 'node:child_process';

/**
 * @param {string} source program text
 * @param {{ type?: 'module' | 'commonjs', input?: string | null, flags?: string[] }} [settings]
 *   `input`: what stdin holds before its end; null leaves stdin open and silent
 * @returns {Promise<{ code: number | null, signal: string | null, stdout: string, stderr: string }>}
 */
export function runNode(source, { type = 'module', input = '', flags = [] } = {}) {
  const child = spawn(process.execPath, [...flags, `--input-type=${type}`, '--eval', source], { timeout: 30_000 });
  const output = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text) => void (output.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text) => void (output.stderr += text));
  if (input !== null) child.stdin.end(input);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      child.stdin.destroy();
      resolve({ code, signal, ...output });
    });
  });
}
