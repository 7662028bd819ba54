/** The editor: CodeMirror with Python's highlighting, light or dark as the system is. Limits: one document, no files. */
import { indentWithTab } from '@codemirror/commands';
import { python } from '@codemirror/lang-python';
import { indentUnit } from '@codemirror/language';
import { Compartment, Prec } from '@codemirror/state';
import { oneDark } from '@codemirror/theme-one-dark';
import { EditorView, keymap } from '@codemirror/view';
import { basicSetup } from 'codemirror';

const dark = matchMedia('(prefers-color-scheme: dark)');

/** Fills its box whatever the theme. */
const layout = EditorView.theme({ '&': { height: '100%' }, '.cm-scroller': { fontFamily: 'ui-monospace, monospace' } });

/**
 * @param {HTMLElement} parent
 * @param {() => void} run what Ctrl+Enter does
 * @returns {{ get: () => string, set: (text: string) => void }}
 */
export const makeEditor = (parent, run) => {
  const theme = new Compartment();
  const themeNow = () => (dark.matches ? oneDark : []);
  const keys = Prec.highest(keymap.of([{ key: 'Mod-Enter', run: () => (run(), true) }]));
  const view = new EditorView({
    parent,
    extensions: [keys, basicSetup, keymap.of([indentWithTab]), indentUnit.of('    '), python(), layout, theme.of(themeNow()),
      EditorView.contentAttributes.of({ 'aria-label': 'Python program' })],
  });
  dark.addEventListener('change', () => view.dispatch({ effects: theme.reconfigure(themeNow()) }));
  return {
    get: () => view.state.doc.toString(),
    set: (text) => view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } }),
  };
};
