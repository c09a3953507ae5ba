// Several programs and windows at one file.

import assert from "node:assert/strict";
import { renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { before, describe, test } from "node:test";
import { find, hasPrinted, replace, shared, start, until } from "./project.mjs";

describe("two programs at one file", () => {
  const FILE = "data/2024-06.yaml";
  const project = shared();
  let page;
  before(() => ({ page } = project));

  test("a change made elsewhere is loaded when nothing is unsaved here", async () => {
    project.write(FILE, project.read(FILE).replace("co_so_luu_tru: 199", "co_so_luu_tru: 8111"));
    await until(page, hasPrinted, "8.111");
    await find(page, "8111");
    assert.match(await page.textContent(".cm-activeLine"), /co_so_luu_tru: 8111/);
  });

  test("a change made elsewhere is noticed, never overwritten, and merged with what was typed", async () => {
    await replace(page, "nong_dan: 1.994", "nong_dan: 1.995");
    const theirs = project.read(FILE).replace("co_so_luu_tru: 8111", "co_so_luu_tru: 8222");
    project.write(FILE, theirs);
    await until(page, () => !document.getElementById("notice").hidden);
    await page.keyboard.press("Control+s");
    await page.waitForTimeout(300);
    assert.equal(project.read(FILE), theirs);
    await page.locator("#notice button").first().focus();
    await page.keyboard.press("Enter");
    // What only the other changed is theirs already; what we changed is in sight, to be looked through.
    await page.waitForSelector(".cm-deletedChunk");
    assert.deepEqual(await page.locator(".cm-deletedChunk").allTextContents().then((all) => all.map((one) => one.includes("1.994"))), [true]);
    await page.keyboard.press("Control+s");
    await until(page, () => document.getElementById("notice").hidden);
    assert.equal(project.read(FILE), theirs.replace("nong_dan: 1.994", "nong_dan: 1.995"));
  });

  test("three texts are merged line by line", async () => {
    const merged = (...texts) => page.evaluate(async ([base, mine, theirs]) => {
      const { merge } = await import("./merge.js");
      return merge(base, mine, theirs);
    }, texts.map((text) => text.split(" ").join("\n"))).then(({ text, conflicts }) => `${text.split("\n").join(" ")} ${conflicts}`);
    assert.equal(await merged("a b c d", "a B c d", "a b c D"), "a B c D 0");
    assert.equal(await merged("a b c d", "a b c d", "x a b c"), "x a b c 0");
    assert.equal(await merged("a b c d", "a B c d", "a X c d"), "a B c d 1");
    assert.equal(await merged("a b c d", "a B c d", "a B c D"), "a B c D 0");
    assert.equal(await merged("a b", "a m b", "a t b"), "a m b 1");
    assert.equal(await merged("a b c", "b c", "a b"), "b 0");
    assert.equal(await merged("a b c", "a c", "a X c"), "a c 1");
    assert.equal(await merged("", "a", "a"), "a 0");
  });

  test("where both changed the same, one is chosen, by keyboard", async () => {
    await replace(page, "co_so_luu_tru: 8222", "co_so_luu_tru: 8444");
    project.write(FILE, project.read(FILE).replace("8222", "8333"));
    await until(page, () => !document.getElementById("notice").hidden);
    await page.locator("#notice button").first().focus();
    await page.keyboard.press("Enter");
    await until(page, () => /có 1 chỗ/.test(document.getElementById("notice").textContent));
    for (let presses = 0; presses < 4; presses += 1) {
      await page.keyboard.press("Tab");
      const at = await page.evaluate(() => document.activeElement.closest(".cm-deletedChunk")?.textContent + document.activeElement.textContent);
      if (/8333.*Lấy bản kia$/s.test(at)) break;
    }
    await page.keyboard.press("Enter");
    assert.ok(await page.evaluate(() => document.activeElement.classList.contains("cm-content")));
    // Nothing is left to be decided or saved.
    await until(page, () => document.getElementById("notice").hidden && document.getElementById("save").disabled);
    assert.match(project.read(FILE), /co_so_luu_tru: 8333/);
  });

  test("a save that comes before the notice is refused; undoing a choice begins the conflict again", async () => {
    // The look at the disk comes late.
    await page.route("**/api/file?*", async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 1000));
      await route.continue().catch(() => {});
    });
    await replace(page, "nong_dan: 1.995", "nong_dan: 1.996");
    const theirs = project.read(FILE).replace("8333", "8555");
    project.write(FILE, theirs);
    const [answer] = await Promise.all([page.waitForResponse((one) => one.url().endsWith("api/save")), page.keyboard.press("Control+s")]);
    assert.equal(answer.status(), 409);
    assert.equal(project.read(FILE), theirs);
    await page.unroute("**/api/file?*");
    await page.locator("#notice button", { hasText: "lấy bản kia" }).click();
    await until(page, () => document.getElementById("notice").hidden);
    await page.locator(".cm-content").focus();
    await page.keyboard.press("Control+z");
    await until(page, () => !document.getElementById("notice").hidden);
    await page.keyboard.press("Control+s");
    await page.waitForTimeout(300);
    assert.equal(project.read(FILE), theirs);
    await page.locator("#notice button").first().click();
    await page.keyboard.press("Control+s");
    await until(page, () => document.getElementById("notice").hidden);
    assert.equal(project.read(FILE), theirs.replace("nong_dan: 1.995", "nong_dan: 1.996"));
  });

  test("line ends are kept, and those of another program taken over", async () => {
    const crlf = project.read(FILE).replaceAll("\n", "\r\n");
    project.write(FILE, crlf);
    await until(page, () => document.getElementById("done").textContent.includes("nạp lại"));
    await replace(page, "co_so_luu_tru: 8555", "co_so_luu_tru: 8666");
    await page.keyboard.press("Control+s");
    await until(page, () => document.getElementById("saved").textContent === "Đã lưu");
    assert.equal(project.read(FILE), crlf.replace("8555", "8666"));
    const lf = project.read(FILE).replaceAll("\r\n", "\n");
    project.write(FILE, lf);
    await until(page, () => document.getElementById("saved").textContent === "Đã lưu" && document.getElementById("save").disabled);
    await page.waitForTimeout(500);
    await replace(page, "co_so_luu_tru: 8666", "co_so_luu_tru: 8777");
    await page.keyboard.press("Control+s");
    await until(page, () => document.getElementById("save").disabled);
    assert.equal(project.read(FILE), lf.replace("8666", "8777"));
  });

  test("taking the other text with other line ends can be undone, and the pages follow", async () => {
    const now = project.read(FILE);
    await replace(page, "co_so_luu_tru: 8777", "co_so_luu_tru: 7111");
    await until(page, hasPrinted, "7.111");
    const theirs = now.replace("8777", "7222").replaceAll("\n", "\r\n");
    project.write(FILE, theirs);
    await until(page, () => !document.getElementById("notice").hidden);
    await page.locator("#notice button", { hasText: "lấy bản kia" }).click();
    await until(page, hasPrinted, "7.222");
    await until(page, () => document.getElementById("save").disabled);
    assert.ok(await page.evaluate(() => document.activeElement.classList.contains("cm-content")));
    await page.keyboard.press("Control+z");
    await until(page, hasPrinted, "7.111");
    await until(page, () => !document.getElementById("notice").hidden);
    await page.locator("#notice button", { hasText: "lấy bản kia" }).click();
    await until(page, () => document.getElementById("save").disabled);
    assert.equal(project.read(FILE), theirs);
    project.write(FILE, now);
    await until(page, hasPrinted, "8.777");
  });

  test("the same text written elsewhere is no conflict", async () => {
    await replace(page, "co_so_luu_tru: 8777", "co_so_luu_tru: 8778");
    project.write(FILE, project.read(FILE).replace("8777", "8778"));
    await until(page, () => document.getElementById("save").disabled);
    assert.ok(await page.locator("#notice").isHidden());
  });

  test("a file that may no longer be written keeps no other from being saved, and takes no keys", async () => {
    await page.locator("#files [role=tab]").nth(1).click();
    await replace(page, "dia_danh: Mẫu", "dia_danh: Mẫu Hai");
    const now = project.read(FILE);
    writeFileSync(join(project.folder, "data/khoa"), now.replace("8778", "8779"), { mode: 0o444 });
    renameSync(join(project.folder, "data/khoa"), join(project.folder, FILE));
    await until(page, hasPrinted, "8.779");
    await page.keyboard.press("Control+s");
    await until(page, () => document.getElementById("save").disabled);
    assert.match(project.read("data/co-quan.yaml"), /Mẫu Hai/);
    await page.locator("#files [role=tab]").first().click();
    await find(page, "co_so_luu_tru: 8779");
    await page.keyboard.type("1");
    assert.match(await page.textContent(".cm-activeLine"), /co_so_luu_tru: 8779/);
    project.write(FILE, now);
    await until(page, hasPrinted, "8.778");
  });

  test("a file that is deleted elsewhere can be written again", async () => {
    const text = project.read(FILE);
    rmSync(join(project.folder, FILE));
    await until(page, () => /bị xóa/.test(document.getElementById("notice").textContent));
    await page.locator("#notice button").click();
    await until(page, () => document.getElementById("notice").hidden);
    assert.equal(project.read(FILE), text);
  });
});

test("two windows follow the same file, and forget a lost answer", async () => {
  const project = await start();
  const { page } = project;
  const second = await project.browser.newPage();
  try {
    await second.goto(project.address);
    await second.waitForSelector(".sheet svg");
    await second.route("**/api/typed", (route) => route.abort());
    await replace(second, "co_so_luu_tru: 199", "co_so_luu_tru: 198");
    await until(second, () => document.getElementById("notice").textContent.includes("Không liên lạc"));
    await second.unroute("**/api/typed");
    await until(second, () => document.getElementById("notice").hidden);
    await second.keyboard.press("Control+s");
    await page.bringToFront();
    await until(page, () => document.getElementById("done").textContent.includes("nạp lại"));
    await find(page, "co_so_luu_tru: 198");
    assert.match(await page.textContent(".cm-activeLine"), /198/);
  } finally {
    await project.stop();
  }
});
