// What the check found, as a list.

import { headline, language, of, put, text } from "./texts.js";

const list = document.getElementById("findings");
const count = document.getElementById("count");

/** Endings of files that can be opened; sheets and filled-in templates are named only. */
const OPENED = /\.(yaml|yml|md|json)$/;

let last = "";

/** Shows the findings of a state. `jump` is called with a place when somebody chooses one, `mend` with a finding to correct. */
export function show(check, jump, mend) {
  // The same list again is left alone, so that no click on it is lost.
  const now = language() + JSON.stringify(check);
  if (now === last) return;
  last = now;
  const tally = { error: 0, warning: 0, note: 0 };
  check.findings.forEach((finding) => (tally[finding.severity] += 1));
  put(count, check.findings.length ? text("counts", tally) : text("none"));
  const items = check.findings.map((finding) => item(finding, jump, mend));
  if (check.left_out) items.push(paragraph(text("left_out", { n: check.left_out })));
  for (const { finding, reason } of check.accepted) {
    items.push(item(finding, jump, null, text("accepted", { reason })));
  }
  // Who stands on a finding stays on it, or on the one that comes to its place.
  const buttons = () => [...list.querySelectorAll("button")];
  const at = buttons().indexOf(document.activeElement);
  const key = document.activeElement.dataset.key;
  const first = buttons()[0]?.dataset.key;
  list.replaceChildren(...items);
  if (at >= 0) (buttons().find((button) => button.dataset.key === key) ?? buttons()[at] ?? list).focus();
  // The worst comes first, and is to be seen.
  else if (buttons()[0]?.dataset.key !== first) list.scrollTop = 0;
}

function item(finding, jump, mend, accepted) {
  const element = document.createElement("article");
  element.className = accepted ? "finding accepted" : `finding ${finding.severity}`;
  const head = headline(finding);
  element.append(finding.primary ? placeButton(finding.primary, head, jump) : paragraph(head, "head"));
  for (const place of finding.secondary) {
    element.append(placeButton(place, of(place.text), jump));
  }
  finding.help.forEach((help) => element.append(paragraph(of(help), "help")));
  if (mend && finding.fix && isData(finding.fix.file)) element.append(fixButton(finding, mend));
  if (accepted) element.append(paragraph(accepted, "help"));
  return element;
}

function placeButton(place, words, jump) {
  if (!OPENED.test(place.file)) return paragraph(`${words} ${text("at_line", place)}`);
  const button = document.createElement("button");
  button.type = "button";
  const at = document.createElement("span");
  at.className = "place";
  at.textContent = text("at_line", place);
  button.append(words, " ", at);
  button.dataset.key = `${place.file}:${place.line}:${words}`;
  button.addEventListener("click", () => jump(place));
  return button;
}

/** Templates are only looked at. */
function isData(file) {
  return file.endsWith(".yaml") && !file.split(/[\\/]/).includes("templates");
}

function fixButton(finding, mend) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "fix";
  button.textContent = text("fix", { text: finding.fix.text });
  button.addEventListener("click", () => mend(finding));
  return button;
}

function paragraph(words, className = "") {
  const element = document.createElement("p");
  if (className) element.className = className;
  element.textContent = words;
  return element;
}
