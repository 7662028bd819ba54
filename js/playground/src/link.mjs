/**
 * A program in the URL's fragment, which no server sees: base64url of UTF-8 JSON.
 * Limits: an invalid fragment gives null; browsers limit the length of URLs.
 */

/** @typedef {{ code: string, stdin: string }} Program */

/** @param {Program} program @returns {string} */
export const toFragment = (program) => {
  const bytes = new TextEncoder().encode(JSON.stringify(program));
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return `code=${btoa(binary).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '')}`;
};

/** @param {string} fragment without `#` @returns {Program | null | undefined} undefined: it is empty */
export const fromFragment = (fragment) => {
  const text = new URLSearchParams(fragment).get('code');
  if (text === null) return fragment ? null : undefined;
  try {
    const bytes = Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (letter) => letter.charCodeAt(0));
    const { code, stdin = '' } = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return typeof code === 'string' && typeof stdin === 'string' ? { code, stdin } : null;
  } catch {
    return null;
  }
};
