// The editor: one text at a time, with what was found in it.

import {
  Compartment, EditorState, EditorView, HighlightStyle, Transaction, autocompletion, completionKeymap, cursorLineEnd, defaultKeymap,
  diff, drawSelection, goToNextChunk, highlightActiveLine, highlightActiveLineGutter, highlightSpecialChars, history, historyKeymap,
  indentUnit, isolateHistory, keymap, lineNumbers, lintGutter, search, searchKeymap, selectLineEnd, setDiagnostics, syntaxHighlighting, tags,
  Text, unifiedMergeView, yaml,
} from "./vendor/codemirror.js";
import { completions } from "./completion.js";
import { headline, phrases, text } from "./texts.js";

const nonce = document.querySelector("meta[name=csp-nonce]").content;
const merging = new Compartment();
const spoken = new Compartment();
const lineEnds = new Compartment();

const colours = HighlightStyle.define([
  { tag: tags.propertyName, color: "#0b5394" },
  { tag: tags.comment, color: "#5f6b5f" },
  { tag: [tags.string, tags.content], color: "#1d1d1d" },
  { tag: [tags.punctuation, tags.separator, tags.squareBracket, tags.brace], color: "#8a4b08" },
  { tag: tags.keyword, color: "#8a1c5c" },
]);

export class Editor {
  /**
   * `on` has `change` (called when the text changed, with whether the user did it), `tell` (called with a finding) and `schema` (gives
   * the schema of the text, or nothing).
   */
  constructor(parent, on) {
    this.on = on;
    this.findings = [];
    const empty = EditorState.create({ extensions: [EditorView.cspNonce.of(nonce), EditorState.readOnly.of(true)] });
    this.view = new EditorView({ parent, state: empty });
  }

  /** A text to be shown by `show`, as its lines end in the file. */
  newState(file) {
    return EditorState.create({
      doc: file.text,
      extensions: [
        EditorView.cspNonce.of(nonce),
        lineEnds.of(EditorState.lineSeparator.of(separatorOf(file.text))),
        // What is pasted ends its lines as the text does, and can be saved.
        EditorView.clipboardInputFilter.of((pasted, state) => pasted.toWellFormed().replace(/\r\n?|\n/g, state.lineBreak)),
        EditorState.readOnly.of(!file.writable),
        EditorView.inputHandler.of(typeValue),
        spoken.of(this.words(file.path, file.writable)),
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
          { key: "F8", run: () => this.goToFinding(1), shift: () => this.goToFinding(-1) },
          ...searchKeymap, ...historyKeymap, ...defaultKeymap,
        ]),
        EditorView.updateListener.of((update) => {
          const hasOtherEnds = update.startState.lineBreak !== update.state.lineBreak;
          if (update.docChanged || hasOtherEnds) this.on.change(update.transactions.some(isByUser));
        }),
      ],
    });
  }

  /** What is said about the text, in the language of the page. */
  words(path, isWritable) {
    const name = text(isWritable ? "editor" : "editor_read", { file: path });
    const label = { "aria-label": name, spellcheck: "false", tabindex: "0" };
    return [EditorView.contentAttributes.of(label), EditorState.phrases.of(phrases())];
  }

  relabel(file) {
    this.view.dispatch({ effects: spoken.reconfigure(this.words(file.path, file.writable)) });
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

  /** Puts another text in, with its line ends, changing only what differs, so that cursor and history stay. */
  replace(next, isUndoable) {
    const separator = separatorOf(next);
    const [old, fresh] = [this.state.doc.toString(), next.split(separator).join("\n")];
    const insert = (from, to) => Text.of(fresh.slice(from, to).split("\n"));
    const changes = diff(old, fresh, { scanLimit: 2000 });
    this.view.dispatch({
      changes: changes.map(({ fromA, toA, fromB, toB }) => ({ from: fromA, to: toA, insert: insert(fromB, toB) })),
      effects: lineEnds.reconfigure(EditorState.lineSeparator.of(separator)),
      annotations: [Transaction.addToHistory.of(isUndoable), isolateHistory.of("full")],
    });
  }

  /** Goes to a line and column, both from 1; columns count characters. Of a key without a value, to where that belongs. */
  goTo(line, column = 1) {
    const { doc } = this.state;
    const at = placeOfValue(doc, position(doc, line, column));
    this.view.dispatch({ selection: { anchor: at }, effects: EditorView.scrollIntoView(at, { y: "center" }) });
    this.focus();
  }

  /** Goes to the next finding of the text, or with -1 to the one before, and tells it. */
  goToFinding(step) {
    const { head } = this.state.selection.main;
    const { doc } = this.state;
    const places = this.findings
      .map((finding) => ({ finding, at: placeOfValue(doc, position(doc, finding.primary.line, finding.primary.column)) }))
      .sort((a, b) => a.at - b.at);
    if (!places.length) return false;
    const next = step > 0
      ? places.find(({ at }) => at > head) ?? places[0]
      : places.findLast(({ at }) => at < head) ?? places.at(-1);
    const { line, column } = next.finding.primary;
    this.goTo(line, column);
    this.on.tell(next.finding);
    return true;
  }

  /** Puts a finding's remedy in place of what was typed; says whether that still stands there and may be changed. */
  mend({ primary, fix }) {
    const { doc, readOnly } = this.state;
    const from = position(doc, primary.line, primary.column);
    const to = Math.min(from + fix.typed.length, doc.length);
    if (readOnly || doc.sliceString(from, to) !== fix.typed) return false;
    this.view.dispatch({ changes: { from, to, insert: fix.text }, userEvent: "input", scrollIntoView: true });
    return true;
  }

  /** Marks findings of the text. */
  mark(findings) {
    this.findings = findings;
    const { doc } = this.state;
    const marks = findings.map((finding) => {
      const { line, column, start, end } = finding.primary;
      const from = position(doc, line, column);
      const to = from + unitsOf(doc.sliceString(from, doc.lineAt(from).to), end - start);
      const severity = finding.severity === "note" ? "info" : finding.severity;
      return { from, to: Math.max(to, from), severity, message: headline(finding) };
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
      button.addEventListener("click", (event) => {
        action(event);
        goToNextChunk(this.view);
        this.focus();
      });
      // What it is about, once it stands there.
      requestAnimationFrame(() => {
        const lines = button.closest(".cm-deletedChunk")?.textContent.replace(button.parentElement.textContent, "");
        button.setAttribute("aria-label", `${button.textContent}: ${lines ?? ""}`);
      });
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

/** Where the value belongs of the key that stands at a place, or before it, and has none; else the place itself. */
function placeOfValue(doc, at) {
  const line = doc.lineAt(at);
  const [before, rest] = [line.text.slice(0, at - line.from), line.text.slice(at - line.from)];
  const key = before.endsWith(":") ? "" : rest.match(/^[\w-]+:/)?.[0];
  if (key === undefined || !/^ *([,}#]|$)/.test(rest.slice(key.length)) || hasLinesBelow(doc, line)) return at;
  const behind = at + key.length;
  return line.text[behind - line.from] === " " ? behind + 1 : behind;
}

/** Whether the value of a key stands in the lines below it. */
function hasLinesBelow(doc, line) {
  const indent = (text) => text.match(/^ */)[0].length;
  for (let number = line.number + 1; number <= doc.lines; number += 1) {
    const next = doc.line(number).text;
    if (/^\s*(#|$)/.test(next)) continue;
    return indent(next) > indent(line.text) || (indent(next) === indent(line.text) && /^ *- /.test(next) && !/^ *- /.test(line.text));
  }
  return false;
}

/** Typing a value right behind a colon, or right before a comment, puts the space there that YAML wants. */
function typeValue(view, from, to, typed) {
  const line = view.state.doc.lineAt(from);
  const [before, after] = [line.text.slice(0, from - line.from), line.text.slice(from - line.from)];
  if (from !== to || /^[\s#]/.test(typed) || view.state.readOnly) return false;
  const key = before.match(/(?:^|[\s{,])[\w-]+:( *)$/);
  if (!key || !/^ *([,}#]|$)/.test(after) || hasLinesBelow(view.state.doc, line)) return false;
  const [lead, tail] = [key[1] ? "" : " ", after.startsWith("#") ? " " : ""];
  if (!lead && !tail) return false;
  view.dispatch({
    changes: { from, insert: lead + typed + tail },
    selection: { anchor: from + lead.length + typed.length },
    userEvent: "input.type",
  });
  return true;
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

/** How a text ends its lines: "\r\n" if it does so throughout. */
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

