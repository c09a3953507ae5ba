// The dialogs: where words come from, what was rendered, issuing.

import * as api from "./api.js";
import { headline, of, put, text } from "./texts.js";

const get = (id) => document.getElementById(id);

for (const button of document.querySelectorAll("dialog [data-close]")) {
  button.addEventListener("click", () => isIssuing || button.closest("dialog").close());
}

/** Lets the user choose among the lines that a word comes from; `isAll` unless there are more. */
export function chooseOrigin(word, places, isAll, jump) {
  const dialog = get("origin");
  const short = word.length > 60 ? `${word.slice(0, 60)}…` : word;
  get("origin-title").textContent = text(isAll ? "origin_many" : "origin_some", { word: short, n: places.length });
  get("places").replaceChildren(
    ...places.map((place) => {
      const button = document.createElement("button");
      button.type = "button";
      const at = document.createElement("span");
      at.className = "place";
      at.textContent = text("at_line", place);
      const line = document.createElement("code");
      line.textContent = place.text;
      button.append(at, " ", line);
      button.addEventListener("click", () => {
        dialog.close();
        jump(place);
      });
      return listed(button);
    }),
  );
  dialog.showModal();
}

/** Renders the report of a view, and offers the files. `failed` is called with an error, `changed` when that view is out of date. */
export async function render(view, { failed, changed }) {
  const dialog = get("rendered");
  put(get("rendered-title"), text("rendering"));
  get("results").replaceChildren();
  dialog.showModal();
  try {
    const made = await api.render(view);
    get("results").replaceChildren(...(made.done ? made.files.map(download) : errors(made.check)));
    put(get("rendered-title"), text(made.done ? "rendered" : "not_rendered"));
    dialog.querySelector("a, button").focus();
  } catch (error) {
    if (error.status === 409) {
      put(get("rendered-title"), text("not_seen"));
      return changed();
    }
    dialog.close();
    failed(error);
  }
}

function download(file) {
  const link = document.createElement("a");
  link.href = api.resultAddress(file.result);
  link.download = "";
  link.textContent = text("download", { file: file.path });
  return listed(link);
}

/** While the answer is waited for, the form stays open: what was issued has to be told. */
let isIssuing = false;

get("issuing").addEventListener("cancel", (event) => isIssuing && event.preventDefault());

/** The view that the user sees, and what to do afterwards: see `issue`. */
let seen = null;
let then = {};

/**
 * Opens the form for issuing the report of a view. `about` has how many errors and warnings there are, `changed` for when the view is no
 * longer what is on the disk, `isSeen`, whether it still is what the user sees, and `numbered`, which writes number and day into the
 * file.
 */
export async function issue(view, about) {
  [seen, then] = [view, about];
  get("issued").replaceChildren();
  get("issuing").querySelector("form").reset();
  get("issue-form").hidden = false;
  get("issue-now").disabled = false;
  get("issue-about").replaceChildren();
  get("issuing").showModal();
  // What cannot be taken back is not what Enter does first.
  get("issuing").querySelector("[data-close]").focus();
  const now = await api.issued(view).catch(() => null);
  if (!now || seen !== view) return;
  get("issue-about").replaceChildren(...described(now, about));
  get("number-next").textContent = text("number_next", now);
  // What the file does not have cannot be taken from it.
  const choose = (name, value) => (get("issuing").querySelector(`[name=${name}][value="${value}"]`).checked = true);
  if (!now.number) choose("number", "auto");
  if (!now.date) choose("date", "today");
}

function described({ title, number, date, recipients, before }, { error, warning }) {
  const lines = [
    title,
    text(number ? "has_number" : "no_number", { number }),
    text(date ? "has_date" : "no_date", { date }),
    text("goes_to", { recipients }),
  ];
  if (before.length) lines.push(text("issued_before", { numbers: before.join(", ") }));
  if (error) lines.push(text("errors_wait", { n: error }));
  else if (warning) lines.push(text("warnings_wait", { n: warning }));
  return lines.map(line);
}

get("issuing").querySelector("form").addEventListener("submit", async (event) => {
  event.preventDefault();
  const form = Object.fromEntries(new FormData(event.target));
  const button = get("issue-now");
  const said = get("issued");
  if (!then.isSeen(seen)) {
    said.replaceChildren(line(text("not_seen")));
    return;
  }
  button.disabled = true;
  isIssuing = true;
  said.replaceChildren(line(text("issuing")));
  try {
    const done = await api.issue({ ...form, view: seen });
    said.replaceChildren(...answer(done));
    // Once is enough.
    button.disabled = done.done;
    get("issue-form").hidden = done.done;
    if (done.done) get("issue-about").replaceChildren();
  } catch (error) {
    const isChanged = error.status === 409;
    if (isChanged) then.changed();
    said.replaceChildren(line(isChanged ? text("not_seen") : text("internal", { why: error.message })));
    button.disabled = isChanged;
  }
  isIssuing = false;
  // The answer is to be seen, and the focus must not be lost with a button that is off now.
  const next = said.querySelector("button") ?? (button.disabled ? get("issuing").querySelector("[data-close]") : button);
  next.focus({ preventScroll: true });
  get("issuing").scrollTop = 0;
});

/** How many findings are listed in a dialog; the page has all. */
const LISTED = 3;

function answer(done) {
  if (!done.done) {
    const list = document.createElement("ul");
    list.append(...errors(done.check));
    const hint = done.only_warnings ? [line(text("only_warnings"))] : [];
    return [line(text("not_issued")), ...hint, list];
  }
  return [line(text(done.already ? "already" : "issued", done)), ...(done.reminder ? numbering(done) : [])];
}

/** What has to be written into the file, with a button that does. */
function numbering(done) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = text("write_number");
  button.addEventListener("click", async () => {
    get("issuing").close();
    if (!(await then.numbered(done))) get("issuing").showModal();
  });
  return [line(of(done.reminder)), button];
}

/** What stands in the way, the worst first; notes do not. */
function errors(check) {
  const severe = check.findings.filter((finding) => finding.severity === "error");
  const all = severe.length ? severe : check.findings.filter((finding) => finding.severity === "warning");
  const items = all.slice(0, LISTED).map((finding) => {
    const at = finding.primary ? ` (${text("at_line", finding.primary)})` : "";
    const item = listed(headline(finding) + at);
    if (finding.help.length) item.append(line(of(finding.help[0])));
    return item;
  });
  // The worst come first: what was left out is of the kind of the last.
  const isCut = all.at(-1) === check.findings.at(-1);
  const more = all.length - items.length + (isCut ? check.left_out : 0);
  return more > 0 ? [...items, listed(text("left_out", { n: more }))] : items;
}

function line(words) {
  const element = document.createElement("p");
  element.textContent = words;
  return element;
}

function listed(content) {
  const item = document.createElement("li");
  item.append(content);
  return item;
}
