// The names of the files, to choose one.

import { put } from "./texts.js";

const list = document.getElementById("files");

/**
 * Shows a tab for each of `tabs`: { path, words, isCurrent }. Tabs that stay are changed in place, so that no click on one is lost.
 */
export function show(tabs) {
  while (list.children.length > tabs.length) list.lastElementChild.remove();
  while (list.children.length < tabs.length) list.append(newTab());
  const hasCurrent = tabs.some((tab) => tab.isCurrent);
  tabs.forEach(({ path, words, isCurrent }, index) => {
    const tab = list.children[index];
    tab.dataset.path = path;
    tab.title = path;
    tab.ariaSelected = String(isCurrent);
    tab.tabIndex = isCurrent || (!hasCurrent && index === 0) ? 0 : -1;
    put(tab, words);
  });
}

/** Calls `open` with the path of a tab that is chosen, by mouse or arrows. */
export function listen(open) {
  list.addEventListener("click", (event) => {
    const tab = event.target.closest("[role=tab]");
    if (tab) open(tab.dataset.path);
  });
  list.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const tabs = [...list.children];
    const next = tabs[(tabs.indexOf(document.activeElement) + step + tabs.length) % tabs.length];
    next.focus();
    open(next.dataset.path);
    event.preventDefault();
  });
}

function newTab() {
  const tab = document.createElement("button");
  tab.type = "button";
  tab.role = "tab";
  tab.setAttribute("aria-controls", "editor");
  return tab;
}
