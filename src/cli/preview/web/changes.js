// Changes on the disk. One window asks for all of the same page: a browser has few connections to one server.

import * as api from "./api.js";

/** How long to wait before asking again after no answer, in milliseconds. */
const PAUSE = 1000;

/** Calls `changed` after every change past number `known`, `lost` when there is no answer, and `found` when there is one again. */
export function follow(known, { changed, lost, found }) {
  const others = new BroadcastChannel(`changes ${location.pathname}`);
  others.onmessage = () => {
    found();
    changed();
  };
  navigator.locks.request(`changes ${location.pathname}`, async () => {
    for (let change = known; ; ) {
      try {
        const now = await api.changes(change);
        if (found() || now.change !== change) {
          change = now.change;
          others.postMessage(change);
          changed();
        }
      } catch (error) {
        lost(error);
        await new Promise((resolve) => setTimeout(resolve, PAUSE));
      }
    }
  });
}
