/**
 * The examples of README.md and of docs/ as a reader would copy them.
 * Limits: finds fenced blocks by their language only; an example nobody asks for is a fault of the test that should.
 */
import { readFileSync } from 'node:fs';

const read = (/** @type {string} */ file) => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');

/** The text under a heading, or all of it. @param {string} text @param {string} [heading] */
function section(text, heading) {
  if (!heading) return text;
  const found = text.split(/^(?=## )/m).find((part) => part.startsWith(`## ${heading}\n`));
  if (!found) throw new Error(`there is no heading \`${heading}\``);
  return found;
}

/** The one fenced block in that language. @param {string} language @param {string} [file] @param {string} [heading] @returns {string} */
export function example(language, file = 'README.md', heading) {
  const blocks = [...section(read(file), heading).matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].filter(([, found]) => found === language);
  if (blocks.length !== 1) throw new Error(`${file} has ${blocks.length} blocks in \`${language}\`, expected 1`);
  return blocks[0][2];
}

/** What a document says its example prints: the text after "It prints" in backticks. @param {string} file @returns {string} */
export function printed(file) {
  const found = /^It prints `(.+?)`\./m.exec(read(file));
  if (!found) throw new Error(`${file} does not say what its example prints`);
  return found[1];
}
