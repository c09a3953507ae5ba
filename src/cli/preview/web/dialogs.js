// The dialogs: where words come from, what was rendered, issuing.

import * as api from "./api.js";
import { of, put, text } from "./texts.js";

const get = (id) => document.getElementById(id);

for (const button of document.querySelectorAll("dialog [data-close]")) {
  button.addEventListener("click", () => button.closest("dialog").close());
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

/** Renders, and offers the files. `failed` is called with an error. */
export async function render(failed) {
  const dialog = get("rendered");
  put(get("rendered-title"), text("rendering"));
  get("results").replaceChildren();
  dialog.showModal();
  try {
    const made = await api.render();
    get("results").replaceChildren(...(made.done ? made.files.map(download) : errors(made.check)));
    put(get("rendered-title"), text(made.done ? "rendered" : "not_rendered"));
    dialog.querySelector("a, button").focus();
  } catch (error) {
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

/** The view that the user sees, and what to do when it is no longer the one on the disk. */
let seen = null;
let changed = () => {};

/** Opens the form for issuing the report of a view. */
export function issue(view, onChanged) {
  [seen, changed] = [view, onChanged];
  get("issued").replaceChildren();
  get("issuing").querySelector("form").reset();
  get("issuing").showModal();
}

get("issuing").querySelector("form").addEventListener("submit", async (event) => {
  event.preventDefault();
  const form = Object.fromEntries(new FormData(event.target));
  const button = get("issue-now");
  const said = get("issued");
  button.disabled = true;
  said.replaceChildren(line(text("issuing")));
  try {
    said.replaceChildren(...answer(await api.issue({ ...form, view: seen })));
  } catch (error) {
    const isChanged = error.status === 409;
    if (isChanged) changed();
    said.replaceChildren(line(isChanged ? text("not_seen") : text("internal", { why: error.message })));
  }
  button.disabled = false;
  button.focus();
});

function answer(done) {
  if (!done.done) {
    const list = document.createElement("ul");
    list.append(...errors(done.check));
    const hint = done.only_warnings ? [line(text("only_warnings"))] : [];
    return [line(text("not_issued")), list, ...hint];
  }
  return [line(text(done.already ? "already" : "issued", done)), ...(done.reminder ? [line(of(done.reminder))] : [])];
}

/** What stands in the way; notes do not. */
function errors(check) {
  const severe = check.findings.filter((finding) => finding.severity !== "note");
  return severe.map((finding) => {
    const at = finding.primary ? ` (${text("at_line", finding.primary)})` : "";
    return listed(document.createTextNode(`${text(finding.severity)} ${finding.code}: ${of(finding.headline)}${at}`));
  });
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
