// Without a mouse, and for those who listen.

import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import { axe, isAtLine, shared, until } from "./project.mjs";

describe("without a mouse", () => {
  const focus = () => page.evaluate(() => {
    const at = document.activeElement;
    return at.id || at.dataset.path || at.dataset.n || at.className || at.tagName;
  });
  const project = shared();
  let page;
  before(() => ({ page } = project));

  test("Tab reaches every control, and leaves the editor again", async () => {
    const wanted = await page.evaluate(() =>
      [...document.querySelectorAll("button, a, [tabindex='0'], .cm-content")]
        .filter((one) => !one.disabled && one.tabIndex >= 0 && !one.closest("dialog"))
        .map((one, index) => (one.dataset.stop = String(index))));
    const reached = new Set();
    for (let presses = 0; presses < wanted.length + 5; presses += 1) {
      await page.keyboard.press("Tab");
      reached.add(await page.evaluate(() => document.activeElement.dataset.stop));
    }
    assert.deepEqual(wanted.filter((stop) => !reached.has(stop)), []);
  });

  test("F6 goes from part to part", async () => {
    await page.locator("#language").focus();
    await page.keyboard.press("F6");
    const stops = [];
    for (let presses = 0; presses < 4; presses += 1) {
      stops.push(await focus());
      await page.keyboard.press("F6");
    }
    assert.equal(new Set(stops).size, stops.length, stops.join());
    assert.ok(stops.includes("findings") && stops.includes("pages"), stops.join());
  });

  test("arrows go through the paragraphs, Enter shows where one comes from", async () => {
    await page.locator("#pages").focus();
    for (let presses = 0; presses < 3; presses += 1) await page.keyboard.press("ArrowDown");
    const third = await focus();
    assert.match(third, /^\d+$/);
    await page.keyboard.press("ArrowUp");
    assert.notEqual(await focus(), third);
    // The number of the document comes from two files.
    await page.locator(".sheet text", { hasText: "Số: 254" }).focus();
    await page.keyboard.press("Enter");
    await page.waitForSelector("#origin[open]");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await until(page, () => document.activeElement.classList.contains("cm-content"));
  });

  test("a finding, the files and the dialogs answer to the keyboard", async () => {
    await page.locator("#findings").focus();
    await page.keyboard.press("Tab");
    const at = await page.evaluate(() => document.activeElement.querySelector(".place").textContent.match(/dòng (\d+)/)[1]);
    await page.keyboard.press("Enter");
    await until(page, isAtLine, at);
    await page.locator("#files [role=tab]").first().focus();
    await page.keyboard.press("ArrowRight");
    await until(page, () => document.querySelector("[aria-selected=true]").textContent.includes("co-quan.yaml"));
    await page.locator("#issue").focus();
    await page.keyboard.press("Enter");
    await page.waitForSelector("#issuing[open]");
    await page.keyboard.press("Escape");
    await until(page, () => document.activeElement.id === "issue");
  });

  test("everything has a name and a role, in both languages", async () => {
    for (const lang of ["vi", "en"]) {
      const found = await axe(page);
      assert.deepEqual(found, [], lang);
      if (lang === "vi") await page.locator("#language").press("Enter");
    }
    const words = await page.evaluate(() => document.querySelector("header").innerText + document.querySelector("#checked").innerText);
    assert.match(words, /Save[\s\S]*Issue[\s\S]*errors/);
    assert.ok(await page.evaluate(() => [...document.querySelectorAll("[data-text]")].every((one) => one.textContent.trim())));
  });

  test("a screen reader hears the pages as a document", async () => {
    const roles = await page.evaluate(() => {
      const count = (role) => document.querySelectorAll(`.sheet [role="${role}"]`).length;
      return { headings: count("heading"), paragraphs: count("paragraph"), items: count("listitem"), cells: count("cell"), headers: count("columnheader") };
    });
    for (const [role, count] of Object.entries(roles)) assert.ok(count > 0, role);
  });
});
