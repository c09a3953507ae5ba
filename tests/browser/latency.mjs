// How long a save takes to be seen on the page: npm run latency. Use a release build (BAOCAO=target/release/baocao).

import { replace, start } from "./project.mjs";

const ROUNDS = 20;
const FILE = "data/2024-06.yaml";

const project = await start();
const { page } = project;

/** Resolves with the time at which the page has painted `words`. */
const painted = (words) => page.evaluate((wanted) => new Promise((resolve) => {
  const look = () => {
    const there = [...document.querySelectorAll(".sheet [data-n]")].some((text) => text.textContent.includes(wanted));
    if (there) requestAnimationFrame(() => resolve(Date.now()));
    else requestAnimationFrame(look);
  };
  look();
}), words);

function report(what, times) {
  times.sort((a, b) => a - b);
  console.log(`${what}: median ${times[times.length >> 1]} ms, longest ${times.at(-1)} ms, ${times.length} rounds`);
}

const saves = [];
for (let round = 0; round < ROUNDS; round += 1) {
  const figure = 3001 + round;
  const text = project.read(FILE).replace(/co_so_luu_tru: \d+/, `co_so_luu_tru: ${figure}`);
  const seen = painted(`3.${String(figure).slice(1)}`);
  // Not in step with the program's looking.
  await page.waitForTimeout(300 + Math.random() * 100);
  const start = Date.now();
  project.write(FILE, text);
  saves.push((await seen) - start);
}
report("saved by another program, painted", saves);

const typed = [];
await page.waitForTimeout(500);
for (let round = 0; round < ROUNDS; round += 1) {
  const old = round ? 4000 + round : 3000 + ROUNDS;
  const figure = 4001 + round;
  await replace(page, `co_so_luu_tru: ${old}`.slice(0, -1), `co_so_luu_tru: ${String(figure).slice(0, -1)}`);
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Backspace");
  await page.waitForTimeout(300);
  const seen = painted(`4.${String(figure).slice(1)}`);
  const start = Date.now();
  await page.keyboard.type(String(figure).slice(-1));
  typed.push((await seen) - start);
}
report("typed in the page, painted", typed);
await project.stop();
