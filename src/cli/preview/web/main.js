// Brings the parts together: texts in the editor, pages, findings, and the program that makes them.

import * as api from "./api.js";
import * as dialogs from "./dialogs.js";
import { Editor } from "./editor.js";
import * as findings from "./findings.js";
import * as pages from "./pages.js";
import { language, text, translate } from "./texts.js";

/** How long typing has to rest before the pages follow. */
const PAUSE = 60;

const get = (id) => document.getElementById(id);

/**
 * Files that are open, by name: { path, hash, saved, writable, state, theirs, schema, schemaOf }. `theirs` is what another program
 * wrote, `schemaOf` the template that the schema is from.
 */
const files = new Map();
let current = null;
/** The last answer of the program. */
let shown = null;
let waiting = null;

const editor = new Editor(get("editor"), {
  change: () => {
    remember();
    announceSaved();
    clearTimeout(waiting);
    waiting = setTimeout(refresh, PAUSE);
  },
  schema: () => current?.schema,
});

const isDirty = (file) => file.writable && editor.text(file.state) !== file.saved;
const dirty = () => [...files.values()].filter(isDirty);

function remember() {
  if (current) current.state = editor.state;
}

// Pages and findings.

let asking = null;
let askAgain = false;

/** Shows the texts as they are now: one question at a time, and another if something changed meanwhile. */
function refresh() {
  askAgain = asking !== null;
  asking ??= ask().finally(() => {
    asking = null;
    if (askAgain) refresh();
  });
  return asking;
}

async function ask() {
  try {
    const unsaved = dirty().map((file) => ({ path: file.path, text: editor.text(file.state) }));
    await show(unsaved.length ? await api.typed(unsaved) : await api.state());
  } catch (error) {
    report(error);
  }
}

async function show(state) {
  shown = state;
  showTabs();
  findings.show(state.check, jump);
  mark();
  announcePages(state);
  pages.setStale(state.pages === null);
  if (state.pages !== null) await pages.show(state);
}

function announcePages(state) {
  const hasPages = document.querySelector(".sheet svg") !== null;
  const words = state.pages === null ? (hasPages ? "stale" : "nothing") : state.draft ? "draft" : null;
  get("pages-state").textContent = words ? text(words) : "";
}

function mark() {
  if (!current || !shown) return;
  editor.mark(shown.check.findings.filter((finding) => finding.primary?.file === current.path));
}

// Files.

async function open(path) {
  if (!files.has(path)) {
    const file = await api.open(path);
    files.set(path, { ...file, saved: file.text, state: editor.newState(file), theirs: null });
  }
  remember();
  current = files.get(path);
  editor.show(current.state);
  editor.relabel(path);
  showTabs();
  mark();
  announceSaved();
  showConflict();
  if (path.endsWith(".yaml") && current.schemaOf !== shown.template) {
    const file = current;
    [file.schemaOf, file.schema] = [shown.template, await api.schema(path).catch(() => null)];
  }
}

function showTabs() {
  const names = [...new Set([...(shown?.files ?? []), ...files.keys()])];
  const tabs = names.map((name) => {
    const tab = document.createElement("button");
    tab.type = "button";
    tab.role = "tab";
    const isCurrent = name === current?.path;
    tab.ariaSelected = String(isCurrent);
    tab.setAttribute("aria-controls", "editor");
    tab.tabIndex = isCurrent ? 0 : -1;
    tab.dataset.path = name;
    const file = files.get(name);
    tab.textContent = `${file && isDirty(file) ? "● " : ""}${name.split("/").pop()}${file && !file.writable ? ` (${text("read_only")})` : ""}`;
    tab.title = name;
    tab.addEventListener("click", () => open(name).catch(report));
    return tab;
  });
  const hadFocus = get("files").contains(document.activeElement);
  get("files").replaceChildren(...tabs);
  if (hadFocus) get("files").querySelector("[tabindex='0']")?.focus();
}

get("files").addEventListener("keydown", (event) => {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  const tabs = [...get("files").children];
  const next = tabs[(tabs.indexOf(document.activeElement) + step + tabs.length) % tabs.length];
  open(next.dataset.path).catch(report);
  event.preventDefault();
});

async function jump(place) {
  try {
    await open(place.file);
    editor.goTo(place.line, place.column);
    say(text("gone_to", place));
  } catch (error) {
    report(error, place.file);
  }
}

// Saving.

let saving = null;

/** Saves what is not saved, once at a time. False when something stands in the way. */
function save() {
  saving ??= saveAll().finally(() => (saving = null));
  return saving;
}

async function saveAll() {
  remember();
  for (const file of dirty()) {
    say(text("saving"));
    const typed = editor.text(file.state);
    try {
      const { hash } = await api.save({ path: file.path, base: file.hash, text: typed });
      [file.hash, file.saved, file.theirs] = [hash, typed, null];
      if (file === current) editor.compareWith(null);
      else file.state = editor.withoutComparison(file.state);
      remember();
    } catch (error) {
      if (error.status === 409) conflict(file, error.body.now);
      else report(error, file.path);
      announceSaved();
      return false;
    }
  }
  announceSaved();
  showTabs();
  showConflict();
  refresh();
  return true;
}

function announceSaved() {
  const words = !current?.writable ? "" : dirty().length ? text("unsaved") : text("saved");
  say(words);
  get("save").disabled = dirty().length === 0;
  document.title = `${dirty().length ? "● " : ""}${current?.path ?? "baocao"} – baocao`;
  get("title").textContent = current?.path ?? "baocao";
}

function say(words) {
  get("saved").textContent = words;
}

// What another program wrote meanwhile.

function conflict(file, theirs) {
  file.theirs = theirs;
  if (file === current) showConflict();
  else open(file.path).catch(report);
}

function showConflict() {
  const theirs = current?.theirs;
  if (!theirs) return hideNotice();
  if (theirs.isCompared) return notice(text("comparing"), [["take_theirs", takeTheirs]]);
  notice(text("changed", { file: current.path }), [["compare", compare], ["take_theirs", takeTheirs]]);
}

function compare() {
  // From now on the user sees what is on the disk, and saves over that.
  current.theirs.isCompared = true;
  current.hash = current.theirs.hash;
  current.saved = current.theirs.text;
  editor.compareWith(current.theirs.text);
  showConflict();
  editor.focus();
}

function takeTheirs() {
  const { hash, text: theirs } = current.theirs;
  Object.assign(current, { hash, saved: theirs, theirs: null });
  editor.compareWith(null);
  editor.replace(theirs);
  remember();
  hideNotice();
  announceSaved();
  say(text("theirs_taken"));
  editor.focus();
}

/** Looks whether open files have changed on the disk. */
async function lookAtFiles() {
  for (const file of files.values()) {
    const now = await onDisk(file);
    if (!now || now.hash === file.hash) continue;
    remember();
    if (isDirty(file)) {
      conflict(file, now);
    } else if (file === current) {
      Object.assign(file, { hash: now.hash, saved: now.text });
      editor.replace(now.text, { undoable: false });
      remember();
      say(text("reloaded"));
    } else {
      Object.assign(file, { ...now, saved: now.text, state: editor.newState(now) });
    }
  }
}

/** A file as it is on the disk, not as it was before a save of ours that ended meanwhile. */
async function onDisk(file) {
  for (;;) {
    const known = file.hash;
    const now = await api.open(file.path).catch(() => null);
    await saving;
    if (file.hash === known) return now;
  }
}

/** Follows the disk as long as the program answers. */
async function follow() {
  let change = shown?.change ?? 0;
  for (;;) {
    try {
      const now = await api.changes(change);
      if (get("notice").dataset.about === "lost") {
        hideNotice();
        change = -1;
      }
      if (now.change === change) continue;
      change = now.change;
      await lookAtFiles();
      await refresh();
    } catch (error) {
      report(error);
      await new Promise((resolve) => setTimeout(resolve, 1000));
    }
  }
}

// Notices.

function notice(words, buttons = [], about = "") {
  const actions = buttons.map(([key, action]) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = text(key);
    button.addEventListener("click", action);
    return button;
  });
  const paragraph = document.createElement("p");
  paragraph.textContent = words;
  get("notice").replaceChildren(paragraph, ...actions);
  get("notice").dataset.about = about;
  get("notice").hidden = false;
}

function hideNotice() {
  get("notice").hidden = true;
  get("notice").dataset.about = "";
  get("notice").replaceChildren();
}

/** Says what went wrong with a question to the program. */
function report(error, file = current?.path) {
  const known = ["refused", "missing", "encoding", "large", "unwritable"];
  const kind = error.body?.error;
  if (known.includes(kind)) return notice(text(kind, { file, why: error.body.why }), [["close", hideNotice]]);
  if (error.status === 410) return refresh();
  notice(text("lost"), [], "lost");
}

// The buttons.

get("save").addEventListener("click", save);
get("render").addEventListener("click", async () => {
  if (await save()) dialogs.render().catch(report);
});
get("issue").addEventListener("click", async () => {
  if (await save()) dialogs.issue();
});
get("language").addEventListener("click", () => {
  document.documentElement.lang = language() === "vi" ? "en" : "vi";
  translate();
  pages.relabel();
  if (current) editor.relabel(current.path);
  announceSaved();
  showTabs();
  showConflict();
  if (shown) {
    findings.show(shown.check, jump);
    mark();
    announcePages(shown);
  }
});

let isSearching = false;

pages.listen(async (where, word) => {
  if (isSearching) return;
  isSearching = true;
  get("pages-state").textContent = text("searching");
  try {
    const { places } = await api.origin(where);
    announcePages(shown);
    if (places.length === 0) get("pages-state").textContent = text("origin_none");
    else if (places.length === 1) await jump(places[0]);
    else dialogs.chooseOrigin(word, places, jump);
  } catch (error) {
    announcePages(shown);
    report(error);
  } finally {
    isSearching = false;
  }
});

document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key === "s") {
    event.preventDefault();
    save();
  } else if (event.key === "F6") {
    event.preventDefault();
    const button = document.querySelector("header button:enabled");
    const stops = [button, get("editor").querySelector(".cm-content"), get("findings"), get("pages")];
    const here = [button.parentElement, ...stops.slice(1)].findIndex((part) => part.contains(document.activeElement));
    const step = event.shiftKey ? -1 : 1;
    stops[(here + step + stops.length) % stops.length].focus();
  }
});

addEventListener("beforeunload", (event) => {
  remember();
  if (dirty().length) event.preventDefault();
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
follow();
