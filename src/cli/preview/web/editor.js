// The editor: one text at a time, with what was found in it.

import {
  Compartment, EditorState, EditorView, HighlightStyle, Transaction, autocompletion, completionKeymap, cursorLineEnd, defaultKeymap,
  drawSelection, goToNextChunk, highlightActiveLine, highlightActiveLineGutter, highlightSpecialChars, history, historyKeymap,
  indentUnit, isolateHistory, keymap, lineNumbers, lintGutter, lintKeymap, search, searchKeymap, selectLineEnd, setDiagnostics, syntaxHighlighting, tags,
  Text, unifiedMergeView, yaml,
} from "./vendor/codemirror.js";
import { completions } from "./completion.js";
import { of, phrases, text } from "./texts.js";

const nonce = document.querySelector("meta[name=csp-nonce]").content;
const merging = new Compartment();
const spoken = new Compartment();

const colours = HighlightStyle.define([
  { tag: tags.propertyName, color: "#0b5394" },
  { tag: tags.comment, color: "#5f6b5f" },
  { tag: [tags.string, tags.content], color: "#1d1d1d" },
  { tag: [tags.punctuation, tags.separator, tags.squareBracket, tags.brace], color: "#8a4b08" },
  { tag: tags.keyword, color: "#8a1c5c" },
]);

export class Editor {
  /** `on` has `change` (called when the text changed, with whether the user did it) and `schema` (gives the schema of the text, or nothing). */
  constructor(parent, on) {
    this.on = on;
    const empty = EditorState.create({ extensions: [EditorView.cspNonce.of(nonce), EditorState.readOnly.of(true)] });
    this.view = new EditorView({ parent, state: empty });
  }

  /** A text to be shown by `show`, as its lines end in the file. */
  newState(file) {
    return EditorState.create({
      doc: file.text,
      extensions: [
        EditorView.cspNonce.of(nonce),
        EditorState.lineSeparator.of(separatorOf(file.text)),
        // What is pasted ends its lines as the text does, and can be saved.
        EditorView.clipboardInputFilter.of((pasted, state) => pasted.toWellFormed().replace(/\r\n?|\n/g, state.lineBreak)),
        EditorState.readOnly.of(!file.writable),
        spoken.of(this.words(file.path)),
        merging.of([]),
        lineNumbers(), highlightActiveLineGutter(), highlightSpecialChars(), history(), drawSelection(), highlightActiveLine(),
        lintGutter(), search({ top: true }), indentUnit.of("  "), EditorView.lineWrapping,
        file.path.endsWith(".yaml") ? yaml() : [],
        syntaxHighlighting(colours),
        autocompletion({ override: [completions(this.on.schema)], icons: false }),
        keymap.of([
          { key: "End", run: cursorLineEnd, shift: selectLineEnd },
          // Behind the key of a completion that is open.
          ...completionKeymap,
          { key: "Enter", run: newLine },
          ...lintKeymap, ...searchKeymap, ...historyKeymap, ...defaultKeymap,
        ]),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) this.on.change(update.transactions.some(isByUser));
        }),
      ],
    });
  }

  /** What is said about the text, in the language of the page. */
  words(path) {
    const label = { "aria-label": text("editor", { file: path }), spellcheck: "false", tabindex: "0" };
    return [EditorView.contentAttributes.of(label), EditorState.phrases.of(phrases())];
  }

  relabel(path) {
    this.view.dispatch({ effects: spoken.reconfigure(this.words(path)) });
  }

  show(state) {
    this.view.setState(state);
  }

  get state() {
    return this.view.state;
  }

  /** The text as the file will hold it. */
  text(state = this.view.state) {
    return state.sliceDoc();
  }

  focus() {
    this.view.focus();
  }

  /** Whether a text ends its lines as the one that is shown does. */
  endsLinesAs(other) {
    return separatorOf(other) === this.state.lineBreak;
  }

  /** Puts another text in, changing only what differs, so that cursor and history stay. */
  replace(next, isUndoable) {
    const lines = this.state.lineBreak;
    const [old, fresh] = [this.text(), next].map((whole) => whole.split(lines).join("\n"));
    let start = 0;
    while (start < old.length && start < fresh.length && old[start] === fresh[start]) start += 1;
    let [a, b] = [old.length, fresh.length];
    while (a > start && b > start && old[a - 1] === fresh[b - 1]) [a, b] = [a - 1, b - 1];
    this.view.dispatch({
      changes: { from: start, to: a, insert: this.state.toText(fresh.slice(start, b).split("\n").join(lines)) },
      annotations: [Transaction.addToHistory.of(isUndoable), isolateHistory.of("full")],
    });
  }

  /** Goes to a line and column, both from 1; columns count characters. Of a key without a value, to where that belongs. */
  goTo(line, column = 1) {
    const at = this.valueOfEmptyKey(line) ?? position(this.state.doc, line, column);
    this.view.dispatch({ selection: { anchor: at }, effects: EditorView.scrollIntoView(at, { y: "center" }) });
    this.focus();
  }

  valueOfEmptyKey(number) {
    const { doc } = this.state;
    const line = doc.line(Math.min(number, doc.lines));
    const key = line.text.match(/^\s*(?:- )*[\w-]+:(?= *(?:#|$))/);
    if (!key) return null;
    const at = line.from + key[0].length;
    if (line.text[key[0].length] === " ") return at + 1;
    this.view.dispatch({ changes: { from: at, insert: " " } });
    return at + 1;
  }

  /** Writes a value behind a top-level key that has none. Says whether it could. */
  fillIn(key, value) {
    const { doc } = this.state;
    for (let number = 1; number <= doc.lines; number += 1) {
      const line = doc.line(number);
      const match = line.text.match(new RegExp(`^${key}:( *)(?=#|$)`));
      if (!match) continue;
      this.view.dispatch({
        changes: { from: line.from + key.length + 1, to: line.from + match[0].length, insert: ` ${value}${match[1] ? match[1] : ""}` },
        userEvent: "input",
      });
      return true;
    }
    return false;
  }

  /** Marks findings of the text. */
  mark(findings) {
    const { doc } = this.state;
    const marks = findings.map((finding) => {
      const { line, column, start, end } = finding.primary;
      const from = position(doc, line, column);
      const to = from + unitsOf(doc.sliceString(from, doc.lineAt(from).to), end - start);
      const severity = finding.severity === "note" ? "info" : finding.severity;
      return { from, to: Math.max(to, from), severity, message: `${finding.code}: ${of(finding.headline)}` };
    });
    this.view.dispatch(setDiagnostics(this.state, marks));
  }

  /** Shows where the text differs from `theirs`, with buttons to choose; `null` ends it. */
  compareWith(theirs) {
    const controls = (type, action) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = text(type === "accept" ? "keep_mine" : "keep_theirs");
      button.addEventListener("mousedown", (event) => event.preventDefault());
      button.addEventListener("click", action);
      return button;
    };
    const original = theirs === null ? null : Text.of(theirs.split(/\r\n?|\n/));
    const extension = original === null ? [] : unifiedMergeView({ original, mergeControls: controls, gutter: true });
    this.view.dispatch({ effects: merging.reconfigure(extension) });
    if (original !== null) {
      this.view.dispatch({ selection: { anchor: 0 } });
      goToNextChunk(this.view);
    }
  }

  /** A text that is not shown, no longer compared with another. */
  withoutComparison(state) {
    return state.update({ effects: merging.reconfigure([]) }).state;
  }
}

/** A line as deep as the one above, deeper behind the name of a group; comments do not count. */
function newLine(view) {
  const { state } = view;
  if (state.readOnly) return false;
  const { from } = state.selection.main;
  const line = state.doc.lineAt(from);
  const before = line.text.slice(0, from - line.from);
  const indent = before.match(/^ */)[0];
  const isGroup = /:\s*$/.test(before.replace(/(^|\s)#.*$/, ""));
  const insert = state.lineBreak + indent + (isGroup ? "  " : "");
  view.dispatch(state.update(state.replaceSelection(insert), { scrollIntoView: true, userEvent: "input" }));
  return true;
}

/** How a text ends its lines: "\\r\\n" if it does so throughout. */
const separatorOf = (text) => (/\r\n/.test(text) && !/(^|[^\r])\n/.test(text) ? "\r\n" : "\n");

/** Whether a transaction is what the user typed, pasted, deleted or took back. */
const isByUser = (transaction) => transaction.annotation(Transaction.userEvent) !== undefined;

/** How many units of a text take `bytes` bytes in UTF-8, at most all of it. */
function unitsOf(text, bytes) {
  let [units, left] = [0, bytes];
  for (const letter of text) {
    if (left <= 0) break;
    units += letter.length;
    left -= new TextEncoder().encode(letter).length;
  }
  return units;
}

/** Where a line and column, both from 1, are in the text. */
function position(doc, line, column) {
  const at = doc.line(Math.min(Math.max(line, 1), doc.lines));
  return at.from + [...at.text].slice(0, column - 1).join("").length;
}

