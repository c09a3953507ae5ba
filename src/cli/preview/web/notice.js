// The bar for what has to be known before going on. One notice at a time.

import { put, text } from "./texts.js";

const bar = document.getElementById("notice");
const words = document.createElement("p");
const buttons = document.createElement("span");
buttons.className = "buttons";
bar.append(words, buttons);

/** What the notice is about: "lost", "conflict", "error", or nothing. */
export let about = "";

/** Shows `message` with buttons: [text key, action]. The same notice again is left alone, for those who hear it. */
export function show(topic, message, actions = []) {
  const keys = actions.map(([key]) => key).join();
  const isSame = about === topic && words.textContent === message && buttons.dataset.keys === keys;
  if (isSame) return;
  about = topic;
  buttons.dataset.keys = keys;
  buttons.replaceChildren(...actions.map(([key, action]) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = text(key);
    button.addEventListener("click", action);
    return button;
  }));
  bar.hidden = false;
  put(words, message);
}

/** Takes the notice away, if it is about `topic`. */
export function hide(topic = about) {
  if (topic !== about) return;
  about = "";
  // Who pressed a button of it goes on with the text.
  if (bar.contains(document.activeElement)) document.querySelector(".cm-content")?.focus();
  bar.hidden = true;
  words.textContent = "";
  buttons.replaceChildren();
}
