// Three texts to one: what two made of a third, line by line.

import { diff } from "./vendor/codemirror.js";

/**
 * Merges two descendants of `base`: what only one of them changed is taken from it. Where both changed the same lines, `mine`
 * stays. Gives the text and in how many places that was so.
 */
export function merge(base, mine, theirs) {
  const [old, ours, others] = [base, mine, theirs].map((text) => text.split("\n"));
  const [own, foreign] = [changes(old, ours), changes(old, others)];
  const isSame = (a, b) => a.from === b.from && a.to === b.to && a.lines.join("\n") === b.lines.join("\n");
  let conflicts = 0;
  const taken = foreign.filter((change) => {
    const rivals = own.filter((mineToo) => meet(mineToo, change));
    if (rivals.length && !(rivals.length === 1 && isSame(rivals[0], change))) conflicts += 1;
    return rivals.length === 0;
  });
  const out = [];
  let at = 0;
  for (const change of [...own, ...taken].sort((a, b) => a.from - b.from || a.to - b.to)) {
    out.push(...old.slice(at, change.from), ...change.lines);
    at = change.to;
  }
  out.push(...old.slice(at));
  return { text: out.join("\n"), conflicts };
}

/** Whether two changes touch the same lines, or put lines at the same place. */
const meet = (a, b) => a.from < b.to && b.from < a.to || a.from === b.from || a.to === b.to && (a.from === a.to || b.from === b.to);

/** Lines `from` to `to` of `old` became `lines`. */
function changes(old, fresh) {
  // A letter for each line that is different, so that texts of letters can be compared.
  const letters = new Map();
  const letter = (line) => {
    if (!letters.has(line)) letters.set(line, String.fromCharCode(letters.size + 1));
    return letters.get(line);
  };
  const [a, b] = [old, fresh].map((lines) => lines.map(letter).join(""));
  return diff(a, b).map(({ fromA, toA, fromB, toB }) => ({ from: fromA, to: toA, lines: fresh.slice(fromB, toB) }));
}
