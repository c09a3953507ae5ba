// Brings the parts together: texts in the editor, pages, findings, and the program that makes them.

import * as api from "./api.js";
import { follow } from "./changes.js";
import * as dialogs from "./dialogs.js";
import { Editor } from "./editor.js";
import { Files } from "./files.js";
import * as findings from "./findings.js";
import * as gallery from "./gallery.js";
import * as notice from "./notice.js";
import * as pages from "./pages.js";
import * as tabs from "./tabs.js";
import { headline, language, put, text, translate } from "./texts.js";

/** How long a key waits for others of the same moment, in milliseconds; while pages are made, all that follow wait together. */
const PAUSE = 5;

/** When to ask again after no answer, in milliseconds. */
const AGAIN = 2000;

/** The code of a value that is missing. */
const UNFILLED = "D006";

const get = (id) => document.getElementById(id);

/** The last answer of the program about the report. */
let shown = null;
let waiting = null;
/** All files that had a tab, so that each keeps its place. */
const order = new Set();
/** Counts what the user does, so that a late answer does not take over what was begun since. */
let acts = 0;

const editor = new Editor(get("editor"), {
  change: (isByUser) => {
    if (isByUser) acts += 1;
    clearTimeout(waiting);
    waiting = setTimeout(refresh, PAUSE);
    queueMicrotask(() => {
      if (files.current) files.settle(files.current);
      announce();
    });
  },
  schema: () => files.current?.schema,
  tell: (finding) => say(headline(finding)),
});
const files = new Files(editor, report);

// Pages and findings.

/** Makes of `work` what runs once at a time, and again if it was wanted meanwhile; who wants it waits for the last. */
function oneAtATime(work) {
  let running = null;
  let isWantedAgain = false;
  const run = async () => {
    do {
      isWantedAgain = false;
      await work();
    } while (isWantedAgain);
    running = null;
  };
  return () => {
    isWantedAgain = running !== null;
    running ??= run();
    return running;
  };
}

/** Shows the texts as they are now. */
const refresh = oneAtATime(ask);

async function ask() {
  try {
    const edited = files.dirty.map((file) => ({ path: file.path, text: files.text(file) }));
    await show(edited.length ? await api.typed(edited) : await api.state());
    foundAgain();
  } catch (error) {
    pages.setStale(true);
    report(error);
  }
}

async function show(state) {
  shown = state;
  announce();
  learnSchema();
  findings.show(state.check, jump, mend);
  mark();
  pages.setStale(state.pages === null);
  if (state.pages !== null) await pages.show(state);
  announcePages();
}

function announcePages() {
  const hasPages = document.querySelector(".sheet svg") !== null;
  const words = shown?.pages === null ? (hasPages ? "stale" : "nothing") : shown?.draft ? "draft" : null;
  const blanks = shown?.check.findings.filter((finding) => finding.code === UNFILLED).length ?? 0;
  const more = shown?.check.left_out ? "+" : "";
  put(get("pages-state"), words ? text(words, { n: `${blanks}${more}` }) : "");
}

function mark() {
  const { current } = files;
  if (current && shown) {
    editor.mark(shown.check.findings.filter((finding) => finding.primary?.file === current.path));
  }
}

/** Keys are completed as the template of the report wants them. */
async function learnSchema() {
  const { current } = files;
  const template = shown?.template ?? null;
  if (!current?.path.endsWith(".yaml") || current.schemaOf === template) return;
  current.schemaOf = template;
  current.schema = await api.schema(current.path).catch(() => null);
}

// Files.

/** Opens a file in the editor, unless the user has gone on to something else meanwhile. Says whether it did. */
async function open(path) {
  acts += 1;
  const act = acts;
  try {
    const file = await files.get(path);
    if (act !== acts) return false;
    files.switchTo(file);
    editor.relabel(file);
    mark();
    announce();
    learnSchema();
    return true;
  } catch (error) {
    report(error, path);
    return false;
  }
}

async function jump(place) {
  // A cell of a spreadsheet is no text that the page could open.
  if (/![A-Z]+[0-9]+$/.test(place.file)) {
    put(get("pages-state"), text("in_sheet", place));
    return;
  }
  if (!(await open(place.file))) return;
  editor.goTo(place.line, place.column);
  say(text("at_line", place));
}

/** Corrects what has one remedy, in the editor: it is saved like everything that is typed. */
async function mend(finding) {
  if (!(await open(finding.primary.file))) return;
  const { line, column } = finding.primary;
  editor.goTo(line, column);
  say(editor.mend(finding) ? text("fixed", { text: finding.fix.text }) : text("not_fixed"));
}

/** Says which files there are, what is saved and what is in conflict. */
function announce() {
  const { current, dirty } = files;
  put(get("saved"), !current?.writable ? "" : dirty.length ? text("unsaved") : text("saved"));
  get("save").disabled = dirty.length === 0;
  const title = `${dirty.length ? "● " : ""}${current?.path ?? "baocao"} – baocao`;
  if (document.title !== title) document.title = title;
  put(get("title"), current?.path ?? "baocao");
  // What is only looked at has a tab while it is.
  const opened = files.all.filter((file) => file.writable || file === current).map((file) => file.path);
  const present = new Set([...(shown?.files ?? []), ...opened]);
  present.forEach((path) => order.add(path));
  tabs.show([...order].filter((path) => present.has(path)).map((path) => ({ path, words: tabWords(path), isCurrent: path === current?.path })));
  announceConflict();
}

function tabWords(path) {
  const file = files.all.find((one) => one.path === path);
  const sign = file?.theirs || file?.isGone ? "⚠ " : file && files.isDirty(file) ? "● " : "";
  return `${sign}${path.split(/[\\/]/).pop()}${file && !file.writable ? ` (${text("read_only")})` : ""}`;
}

/** Says what the user has just done, beside what is saved. */
function say(words) {
  put(get("done"), words);
}

async function save() {
  notice.hide("error");
  if (files.dirty.length) say(text("saving"));
  const isSaved = await files.save();
  announce();
  say(isSaved || notice.about !== "conflict" ? "" : text("in_the_way"));
  // A button that is off has no focus.
  if (document.activeElement === document.body) editor.focus();
  refresh();
  return isSaved;
}

// What another program wrote meanwhile.

function announceConflict() {
  const { current } = files;
  const isMeant = (file) => file?.theirs || file?.isGone;
  const file = isMeant(current) ? current : files.all.find(isMeant);
  if (notice.about !== "" && notice.about !== "conflict") return;
  if (!file) {
    // What stood in the way is over.
    if (get("done").textContent === text("in_the_way")) say("");
    return notice.hide("conflict");
  }
  if (file.isGone) return notice.show("conflict", text("gone", { file: file.path }), [["write_again", save]]);
  const changed = text("changed", { file: file.path });
  const { isCompared, conflicts } = file.theirs;
  const comparing = text(conflicts ? "comparing_both" : "comparing", { n: conflicts });
  if (file !== current) notice.show("conflict", changed, [["show_file", () => open(file.path)]]);
  else if (isCompared) notice.show("conflict", comparing, [["take_theirs", takeTheirs]]);
  else notice.show("conflict", changed, [["compare", compare], ["take_theirs", takeTheirs]]);
}

function compare() {
  const { current } = files;
  current.theirs.conflicts = files.compare(current);
  say("");
  announce();
  editor.focus();
}

function takeTheirs() {
  const isUndoable = files.takeTheirs(files.current);
  announce();
  say(isUndoable ? text("theirs_taken") : "");
  refresh();
  editor.focus();
}

const diskChanged = oneAtATime(async () => {
  notice.hide("error");
  const loaded = await files.lookAtDisk();
  announce();
  if (loaded.includes(files.current)) say(text("reloaded"));
  refresh();
});

// What went wrong.

const KNOWN = ["refused", "missing", "encoding", "large", "unreadable", "unwritable"];

/** Says what went wrong with a question to the program. */
function report(error, file = files.current?.path) {
  const kind = error.body?.error;
  if (KNOWN.includes(kind)) return complain(text(kind, { file, why: error.body.why }));
  // Another run answers at this address.
  if (error.status === 403) return notice.show("lost", text("another_run"));
  // A page that was shown long ago.
  if (error.status === 404 || error.status === 410) return refresh();
  if (error instanceof api.NoAnswer) return lost();
  complain(text("internal", { why: error.message }));
}

/** Says that there is no answer, and asks again until there is. */
function lost() {
  notice.show("lost", text("lost"));
  setTimeout(() => notice.about === "lost" && refresh(), AGAIN);
}

/** Takes that back. Says whether it was said. */
function foundAgain() {
  if (notice.about !== "lost") return false;
  notice.hide("lost");
  announce();
  return true;
}

function complain(words) {
  notice.show("error", words, [["close", () => {
    notice.hide("error");
    announce();
  }]]);
}

// The buttons.

get("save").addEventListener("click", save);
/** Saves, and gives the view of what is saved, which is the one that the user sees; nothing when something stands in the way. */
async function savedView() {
  acts += 1;
  if (document.querySelector("dialog[open]") || !(await save())) return null;
  await refresh();
  return document.querySelector("dialog[open]") ? null : shown.view;
}

/** Whether a view still is what the user sees. */
const isSeen = (view) => view === shown.view && files.dirty.length === 0;

get("render").addEventListener("click", async () => {
  const view = await savedView();
  if (view !== null) dialogs.render(view, { failed: report, changed: diskChanged });
});
get("issue").addEventListener("click", async () => {
  const view = await savedView();
  if (view === null) return;
  const waiting = { error: 0, warning: 0 };
  shown.check.findings.forEach((finding) => (waiting[finding.severity] += 1));
  dialogs.issue(view, { ...waiting, isSeen, changed: diskChanged, numbered });
});
get("gallery").addEventListener("click", () => gallery.show(report));
get("language").addEventListener("click", () => {
  document.documentElement.lang = language() === "vi" ? "en" : "vi";
  translate();
  pages.relabel();
  say("");
  if (files.current) editor.relabel(files.current);
  announce();
  if (shown) {
    findings.show(shown.check, jump, mend);
    mark();
    announcePages();
  }
});

/** Writes the number and day that a report was given into its file. */
async function numbered({ serial, date }) {
  if (!(await open(shown.files[0]))) return false;
  const filled = await api.numbered({ text: editor.text(), serial, date }).catch(() => null);
  if (!filled || filled.text === editor.text()) return false;
  editor.replace(filled.text, true);
  if (!(await save())) return false;
  say(text("written", { serial, file: files.current.path }));
  return true;
}

tabs.listen(open);
pages.listen({
  gone: refresh,
  click: async (where, word) => {
    acts += 1;
    const act = acts;
    put(get("pages-state"), text("searching"));
    try {
      const { places, complete } = await api.origin(where);
      announcePages();
      if (act !== acts) return;
      if (places.length === 1) await jump(places[0]);
      else if (places.length) dialogs.chooseOrigin(word, places, complete, jump);
      else put(get("pages-state"), text(complete ? "origin_none" : "origin_unknown"));
    } catch (error) {
      announcePages();
      report(error);
    }
  },
});

document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "s") {
    event.preventDefault();
    save();
  } else if (event.key === "F6") {
    event.preventDefault();
    goToPart(event.shiftKey ? -1 : 1);
  }
});

/** Focus to the next or previous of the parts of the page. */
function goToPart(step) {
  const buttons = [document.querySelector("header button:enabled"), document.querySelector("#notice:not([hidden]) button")];
  const stops = [...buttons, get("editor").querySelector(".cm-content"), get("findings"), get("pages")].filter(Boolean);
  const parts = stops.map((stop) => stop.closest("header, #notice, #data, #checked, #print"));
  const here = parts.findIndex((part) => part.contains(document.activeElement));
  const next = here < 0 ? (step > 0 ? 0 : stops.length - 1) : (here + step + stops.length) % stops.length;
  stops[next].focus();
}

addEventListener("beforeunload", (event) => {
  if (files.dirty.length) event.preventDefault();
});

// Start.

translate();
try {
  const state = await api.state();
  shown = state;
  await open(state.files[0]);
  await show(state);
} catch (error) {
  report(error);
}
follow(shown?.change ?? 0, {
  changed: diskChanged,
  lost: report,
  found: foundAgain,
});
