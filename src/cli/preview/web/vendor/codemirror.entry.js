// What the page uses of CodeMirror; everything else is left out of the bundle.
export { EditorState, Compartment, Text, Transaction } from "@codemirror/state";
export {
  EditorView, keymap, lineNumbers, highlightActiveLine, highlightActiveLineGutter, highlightSpecialChars, drawSelection,
} from "@codemirror/view";
export { cursorLineEnd, defaultKeymap, selectLineEnd, history, historyKeymap, isolateHistory } from "@codemirror/commands";
export { search, searchKeymap } from "@codemirror/search";
export { autocompletion, completionKeymap } from "@codemirror/autocomplete";
export { lintGutter, setDiagnostics } from "@codemirror/lint";
export { diff, unifiedMergeView, goToNextChunk } from "@codemirror/merge";
export { HighlightStyle, syntaxHighlighting, indentUnit } from "@codemirror/language";
export { yaml } from "@codemirror/lang-yaml";
export { tags } from "@lezer/highlight";
