/** Numbers and elements as this page writes them. */

/** 1234567 as 1 234 567, with spaces that do not break. @param {number} number */
export const grouped = (number) => String(number).replace(/\B(?=(\d{3})+$)/g, '\u202f');

/** @param {number} part @param {number} whole */
export const percent = (part, whole) => `${(whole === 0 ? 0 : (100 * part) / whole).toFixed(part * 1000 < whole ? 2 : 1)} %`;

/** A name of C++ without its types and arguments, for where there is little room: class and function. @param {string} name */
export const shortName = (name) => {
  if (!name.includes('::')) return name;
  let plain = name.replaceAll('(anonymous namespace)', 'anonymous');
  for (let before = ''; before !== plain;) [before, plain] = [plain, plain.replace(/<[^<>]*>/g, '')];
  const called = plain.replace(/\(.*/s, '').replace(/^.* (?=\S+$)/, '');
  return called.split('::').slice(-2).join('::') || name;
};

/**
 * An element with properties, of HTML.
 * @param {string} tag @param {Record<string, any>} [properties] those with a dash are attributes @param {(Node | string)[]} [children]
 */
export const element = (tag, properties = {}, children = []) => {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name.includes('-') || name === 'role') made.setAttribute(name, value);
    else Reflect.set(made, name, value);
  }
  made.append(...children);
  return made;
};

/** An element of SVG. @param {string} tag @param {Record<string, string | number>} attributes @param {(Node | string)[]} [children] */
export const shape = (tag, attributes, children = []) => {
  const made = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
  made.append(...children);
  return made;
};

/** The element of the page with this id. @param {string} id @returns {HTMLElement} */
export const byId = (id) => {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the page has no #${id}`);
  return found;
};
