// The pages as they will print. Only those that changed are fetched again.

import * as api from "./api.js";
import { text } from "./texts.js";

/** More pages than these are fetched when they come into sight. */
const EAGER = 24;
const ZOOM = 1.2;

const box = document.getElementById("pages");
let view = null;
let zoom = 1;
/** For each page its element, the hash that it should show, and the hash and view of what it shows. */
let sheets = [];
let on = { click: () => {}, gone: () => {} };

const sight = new IntersectionObserver(
  (entries) => entries.filter((entry) => entry.isIntersecting).forEach((entry) => fetchPage(entry.target.sheet)),
  { root: box, rootMargin: "100%" },
);

/** `handlers` has `click`, called with where somebody clicked and the word, and `gone`, called when a page cannot be had any more. */
export function listen(handlers) {
  on = handlers;
}

/** Shows the pages of a state; resolves when those in sight are there. */
export async function show(state) {
  view = state.view;
  while (sheets.length > state.pages.length) sheets.pop().element.remove();
  while (sheets.length < state.pages.length) sheets.push(newSheet(sheets.length));
  const wanted = state.pages.map((page, index) => {
    const sheet = sheets[index];
    sheet.hash = page.hash;
    // What is still the old page until the new one is there belongs to the old view.
    if (sheet.shown === page.hash) sheet.view = view;
    sheet.element.style.aspectRatio = `${page.width} / ${page.height}`;
    sheet.element.style.setProperty("--width", page.width);
    return sheet;
  });
  relabel();
  const eager = wanted.length <= EAGER ? wanted : wanted.filter((sheet) => isInSight(sheet.element, box.clientHeight));
  await Promise.all(eager.map(fetchPage));
}

/** Names the pages in the language of the page. */
export function relabel() {
  sheets.forEach((sheet, index) => sheet.element.setAttribute("aria-label", text("page", { n: index + 1 })));
  document.getElementById("page-count").textContent = sheets.length ? text("of_pages", { n: sheets.length }) : "";
}

/** Greys the pages out while they are not those of the data. */
export function setStale(isStale) {
  box.classList.toggle("stale", isStale);
}

function newSheet(index) {
  const element = document.createElement("section");
  element.className = "sheet";
  const sheet = { element, index, hash: null, shown: null, view: null };
  element.sheet = sheet;
  box.append(element);
  sight.observe(element);
  return sheet;
}

/** Whether an element is in sight, or no further away than `margin` pixels. */
function isInSight(element, margin = 0) {
  const [own, around] = [element.getBoundingClientRect(), box.getBoundingClientRect()];
  return own.bottom > around.top - margin && own.top < around.bottom + margin;
}

async function fetchPage(sheet) {
  const { hash } = sheet;
  const wanted = view;
  if (hash === sheet.shown || hash === null) return;
  const svg = await api.page(hash).catch(() => null);
  // Meanwhile the page may have changed again.
  if (hash !== sheet.hash || hash === sheet.shown) return;
  // Not waited for: who asks again waits for this.
  if (svg === null) return void on.gone();
  const focused = sheet.element.contains(document.activeElement) ? document.activeElement.dataset.n : null;
  sheet.element.innerHTML = svg;
  [sheet.shown, sheet.view] = [hash, wanted];
  if (focused) sheet.element.querySelector(`[data-n="${focused}"]`)?.focus();
}

// Clicking.

box.addEventListener("click", (event) => {
  const span = event.target.closest?.("tspan[data-i]");
  if (!span) return;
  const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(span.getScreenCTM().inverse());
  const unit = unitAt(span, point);
  on.click(where(span, unit), wordAt(span.textContent, unit));
});

/** The character under a point, or the nearest. */
function unitAt(span, point) {
  const at = span.getCharNumAtPosition(point);
  if (at >= 0) return at;
  return point.x < span.getStartPositionOfChar(0).x ? 0 : Math.max(span.textContent.length - 1, 0);
}

function where(span, unit) {
  const { sheet } = span.closest(".sheet");
  return { view: sheet.view, page: sheet.index, text: Number(span.dataset.i), unit };
}

function wordAt(words, unit) {
  const start = words.slice(0, unit).search(/\S*$/);
  return words.slice(start).match(/^\S*/)[0] || words.trim();
}

// By keyboard: one stop for Tab, arrows inside.

box.addEventListener("keydown", (event) => {
  const focused = document.activeElement.closest?.("#pages [data-n]");
  if (["ArrowDown", "ArrowUp", "Home", "End"].includes(event.key)) {
    const texts = [...box.querySelectorAll("[data-n]:not([data-mark])")];
    const at = focused ? texts.indexOf(focused) : texts.findIndex((one) => isInSight(one)) - 1;
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: texts.length - 1 }[event.key];
    texts[next]?.focus();
    texts[next]?.scrollIntoView({ block: "nearest" });
  } else if ((event.key === "Enter" || event.key === " ") && focused) {
    on.click(where(focused.querySelector("[data-i]"), null), focused.textContent.trim());
  } else if (event.key === "Escape" && focused) {
    box.focus();
  } else return;
  event.preventDefault();
});

// Size.

function setZoom(next) {
  zoom = Math.min(Math.max(next, 0.4), 4);
  box.style.setProperty("--zoom", zoom);
}

document.getElementById("smaller").addEventListener("click", () => setZoom(zoom / ZOOM));
document.getElementById("larger").addEventListener("click", () => setZoom(zoom * ZOOM));
document.getElementById("fit").addEventListener("click", () => setZoom(1));
