/** The editor: CodeMirror with Python's highlighting, light or dark as the system is. Limits: one document, no files. */
import { indentWithTab } from '@codemirror/commands';
import { python } from '@codemirror/lang-python';
import { indentUnit } from '@codemirror/language';
import { Compartment, Prec, StateEffect, StateField } from '@codemirror/state';
import { oneDark } from '@codemirror/theme-one-dark';
import { Decoration, EditorView, keymap } from '@codemirror/view';
import { basicSetup } from 'codemirror';

const dark = matchMedia('(prefers-color-scheme: dark)');

/** Fills its box whatever the theme. */
const layout = EditorView.theme({ '&': { height: '100%' }, '.cm-scroller': { fontFamily: 'ui-monospace, monospace' } });

/** The position of the line to mark; null marks none. */
const setMark = /** @type {import('@codemirror/state').StateEffectType<number | null>} */ (StateEffect.define());
const marked = Decoration.line({ class: 'failed-line', attributes: { title: 'The error is here' } });

/** One marked line, until the text changes. */
const mark = StateField.define({
  create: () => Decoration.none,
  update: (now, { docChanged, effects }) => {
    const wanted = effects.find((effect) => effect.is(setMark));
    if (wanted) return wanted.value === null ? Decoration.none : Decoration.set(marked.range(wanted.value));
    return docChanged ? Decoration.none : now;
  },
  provide: (field) => EditorView.decorations.from(field),
});

/**
 * @param {HTMLElement} parent
 * @param {{ run: () => void, changed: () => void }} does `run`: for Ctrl+Enter; `changed`: after each change of the text
 * @returns {{ get: () => string, set: (text: string) => void, mark: (line?: number) => void }} `mark` shows a line, or none
 */
export const makeEditor = (parent, { run, changed }) => {
  const theme = new Compartment();
  const themeNow = () => (dark.matches ? oneDark : []);
  const keys = Prec.highest(keymap.of([{ key: 'Mod-Enter', run: () => (run(), true) }]));
  const view = new EditorView({
    parent,
    extensions: [keys, basicSetup, keymap.of([indentWithTab]), indentUnit.of('    '), python(), layout, theme.of(themeNow()), mark,
      EditorView.updateListener.of(({ docChanged }) => docChanged && changed()),
      EditorView.contentAttributes.of({ 'aria-label': 'Python program' })],
  });
  dark.addEventListener('change', () => view.dispatch({ effects: theme.reconfigure(themeNow()) }));
  return {
    get: () => view.state.doc.toString(),
    set: (text) => view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } }),
    mark: (line) => {
      const { doc } = view.state;
      const at = line === undefined || line > doc.lines ? null : doc.line(line).from;
      view.dispatch({ effects: [setMark.of(at), ...(at === null ? [] : [EditorView.scrollIntoView(at)])] });
    },
  };
};
