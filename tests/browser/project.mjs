// An office's folder in a temporary place, the program showing it, and a browser looking.

import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { createRequire } from "node:module";
import { after, before } from "node:test";
import { chromium } from "playwright-core";

export const REPOSITORY = join(dirname(fileURLToPath(import.meta.url)), "../..");
export const PROGRAM = process.env.BAOCAO ?? join(REPOSITORY, "target/debug/baocao");
export const CHROMIUM = process.env.CHROMIUM ??
  execFileSync("sh", ["-c", "command -v chromium || command -v chromium-browser || command -v google-chrome"], { encoding: "utf8" }).trim();

const OFFICE = ["--agency", "UBND xã Mẫu", "--place", "Mẫu", "--signer", "Nguyễn Thị Mẫu"];

/** Starts a preview of `file`; whatever was started ends with `stop`. */
export async function start({ file = "data/2024-06.yaml", lang = "vi", viewport = { width: 1280, height: 800 } } = {}) {
  const folder = mkdtempSync(join(tmpdir(), "baocao-"));
  const run = (...words) => execFileSync(PROGRAM, words, { cwd: folder, encoding: "utf8", stdio: "pipe" });
  run("init", ".", ...OFFICE);
  if (file === "data/2024-07.yaml") run("new", "2024-07");
  const program = spawn(PROGRAM, ["preview", file, "--no-open", "--lang", lang], { cwd: folder });
  try {
    return await look({ folder, run, program, viewport });
  } catch (error) {
    program.kill();
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

async function look({ folder, run, program, viewport }) {
  const address = await new Promise((resolve, reject) => {
    program.stdout.once("data", (line) => resolve(String(line).trim()));
    program.once("exit", () => reject(new Error("the program ended")));
  });
  const browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"],
  });
  const page = await browser.newPage({ viewport });
  const complaints = [];
  page.on("console", (message) => message.type() === "error" && !/status of 40[49]/.test(message.text()) && complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(error.message));
  await page.goto(address);
  await page.waitForSelector(".sheet svg, #pages-state:not(:empty)");
  return {
    page, address, browser, complaints, folder, run, program,
    read: (name) => readFileSync(join(folder, name), "utf8"),
    /** As editors save: another file takes the place. */
    write(name, text) {
      writeFileSync(join(folder, `${name}.moi`), text);
      renameSync(join(folder, `${name}.moi`), join(folder, name));
    },
    async stop() {
      await browser.close();
      program.kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A preview for all tests of a group: started before them, ended behind them, and nothing may have complained. */
export function shared(options) {
  const project = {};
  before(async () => Object.assign(project, await start(options)));
  after(async () => {
    await project.stop();
    assert.deepEqual(project.complaints, []);
  });
  return project;
}

/** Puts the cursor behind the first `words` of the text, as a search would. */
export async function find(page, words) {
  await page.locator(".cm-content").focus();
  await page.keyboard.press("Control+f");
  await page.keyboard.press("Control+a");
  await page.keyboard.type(words);
  await page.keyboard.press("Enter");
  await page.keyboard.press("Escape");
}

/** Replaces the first `old` by typing. */
export async function replace(page, old, fresh) {
  await find(page, old);
  await page.keyboard.type(fresh);
}

/** The words of the pages. */
export const printed = (page) =>
  page.evaluate(() => [...document.querySelectorAll(".sheet [data-n]")].map((text) => text.textContent).join(" "));

/** Waits until a question about the page is answered by yes. */
export async function until(page, question, what) {
  await page.waitForFunction(question, what, { timeout: 15000 });
}

/** What axe finds wrong with names, roles and contrasts. */
export async function axe(page) {
  const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
  await page.evaluate(source);
  const { violations } = await page.evaluate(() => window.axe.run());
  return violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map((node) => node.html.slice(0, 120)).join(" | ")}`);
}

// Questions to the page, for `until`.

/** Whether a text on the pages has these words. */
export const hasPrinted = (words) =>
  [...document.querySelectorAll(".sheet [data-n]")].some((text) => text.textContent.includes(words));

/** Whether the cursor is in this line. */
export const isAtLine = (line) => document.querySelector(".cm-activeLineGutter")?.textContent === String(line);
