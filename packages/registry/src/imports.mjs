/**
 * The modules that a Python program imports, found in its text.
 * Limits: sees `import` and `from … import` wherever they stand, in `try` and `if` too; sees no `__import__` and no relative import. An invalid program gives some
 * result, never an error.
 */

/** Tokens: whitespace and comments, the start of a string, a name, a number, any other character. */
const token = /([ \t\f\ufeff]+|\\\n|#[^\n]*)|((?:[bfru]|[bf]r|r[bf])?)('''|"""|'|")|([\p{XID_Start}_]\p{XID_Continue}*|\d[\w.]*)|[^]/iuy;

/** CPython nests f-strings 150 deep; beyond, braces are letters here, so that no text can exhaust the stack. */
const nestedMax = 150;

/** After the string whose text begins at `at`. @param {string} code @param {number} at @param {string} quote @param {string} prefix @param {number} [nested] @returns {number} */
const afterString = (code, at, quote, prefix, nested = 0) => {
  const hasFields = /f/i.test(prefix) && nested < nestedMax;
  while (at < code.length && !code.startsWith(quote, at)) {
    if (code[at] === '\n' && quote.length === 1) return at; // Python refuses this; the next line may be right
    if (code[at] === '\\' && !(hasFields && code[at + 1] === '{')) {
      at = hasFields && !/r/i.test(prefix) && code.startsWith('N{', at + 1) ? code.indexOf('}', at) + 1 || code.length : at + 2;
    } else if (hasFields && code[at] === '{') {
      at = code[at + 1] === '{' ? at + 2 : afterField(code, at + 1, nested + 1);
    } else {
      at++;
    }
  }
  return at + quote.length;
};

/** After the replacement field of an f-string; its expression may hold strings and brackets, its format other fields. @param {string} code @param {number} at @param {number} nested @returns {number} */
const afterField = (code, at, nested) => {
  for (let depth = 0; at < code.length;) {
    const [whole, , prefix, quote] = tokenAt(code, at);
    at += whole.length;
    if (quote) at = afterString(code, at, quote, prefix, nested);
    else if (whole === '}' && !depth) return at;
    else if (whole === ':' && !depth) return afterFormat(code, at, nested);
    else depth += step(whole);
  }
  return at;
};

/** After the format of a replacement field, where quotes are letters like others. @param {string} code @param {number} at @param {number} nested @returns {number} */
const afterFormat = (code, at, nested) => {
  while (at < code.length && code[at] !== '}') at = code[at] === '{' && nested < nestedMax ? afterField(code, at + 1, nested + 1) : at + 1;
  return at + 1;
};

/** @param {string} code @param {number} at */
const tokenAt = (code, at) => {
  token.lastIndex = at;
  return /** @type {RegExpExecArray} */ (token.exec(code));
};

/** The change of bracket depth by a token. @param {string} text */
const step = (text) => Number(/^[([{]$/.test(text)) - Number(/^[)\]}]$/.test(text));

/** The tokens of each simple statement, without strings. @param {string} code */
function* statements(code) {
  let [depth, at] = [0, 0];
  let words = /** @type {string[]} */ ([]);
  while (at < code.length) {
    const [whole, space, prefix, quote] = tokenAt(code, at);
    at += whole.length;
    if (quote) at = afterString(code, at, quote, prefix);
    if (space || (whole === '\n' && depth)) continue;
    depth = Math.max(0, depth + step(whole));
    if (/^[\n;:]$/.test(whole) && !depth) {
      yield words;
      words = [];
    } else {
      words.push(quote ? '' : whole);
    }
  }
  yield words;
}

/** A list's parts between its separators. @param {string[]} words @param {string} separator */
const split = (words, separator) => {
  const parts = [/** @type {string[]} */ ([])];
  for (const word of words) word === separator ? parts.push([]) : parts[parts.length - 1].push(word);
  return parts;
};

/** @param {string} code @returns {string[]} dotted names, each once, in the order of the text */
export const importsOf = (code) => {
  const found = new Set();
  for (const [first, ...rest] of statements(code.replace(/\r\n?/g, '\n'))) {
    const modules = first === 'import' ? split(rest, ',').map((part) => split(part, 'as')[0]) : first === 'from' ? [split(rest, 'import')[0]] : [];
    for (const words of modules) found.add(words.join(''));
  }
  return [...found].filter((name) => /^[^.]/.test(name));
};
