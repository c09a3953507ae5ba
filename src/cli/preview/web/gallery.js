// The gallery: templates that the program carries, each with the first page of its example.

import * as api from "./api.js";
import { headline, put, text } from "./texts.js";

const get = (id) => document.getElementById(id);

/** Pictures are fetched when they come into sight. */
const sight = new IntersectionObserver(
  (entries) => entries.filter((entry) => entry.isIntersecting).forEach((entry) => draw(entry.target)),
  { root: get("templates"), rootMargin: "50%" },
);

/** Shows the templates; `failed` is called with an error. */
export async function show(failed) {
  put(get("template-said"), "");
  get("template-list").replaceChildren();
  get("templates").showModal();
  try {
    const all = await api.gallery();
    get("template-list").replaceChildren(...all.map((template) => card(template, failed)));
  } catch (error) {
    get("templates").close();
    failed(error);
  }
}

function card(template, failed) {
  const item = document.createElement("li");
  const picture = document.createElement("div");
  picture.className = "picture";
  picture.setAttribute("aria-hidden", "true");
  picture.dataset.id = template.id;
  sight.observe(picture);
  const name = document.createElement("h3");
  name.textContent = template.line;
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = text(template.there ? "template_there" : "template_add", template);
  button.disabled = template.there;
  button.addEventListener("click", () => add(template, button, failed));
  item.append(picture, name, button);
  return item;
}

async function draw(picture) {
  sight.unobserve(picture);
  const svg = await api.galleryPicture(picture.dataset.id).catch(() => null);
  if (svg) picture.innerHTML = svg;
}

async function add(template, button, failed) {
  button.disabled = true;
  try {
    const added = await api.addTemplate(template.id);
    const said = added.done ? text("template_added", template) : added.check.findings.map(headline).join("; ");
    put(get("template-said"), said);
    if (added.done) button.textContent = text("template_there", template);
    else button.disabled = false;
  } catch (error) {
    get("templates").close();
    failed(error);
  }
}
