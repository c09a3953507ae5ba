// Answers that come late, or not at all.

import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import { find, hasPrinted, replace, shared, start, until } from "./project.mjs";

describe("answers that come late", () => {
  const project = shared();
  let page;
  before(() => ({ page } = project));

  const late = (pattern) => page.route(pattern, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 700));
    // Meanwhile the test may have ended.
    await route.continue().catch(() => {});
  });

  test("a file that opens late does not take over what is being typed", async () => {
    await late("**/api/file?*");
    await page.locator("#files [role=tab]").nth(1).click();
    await replace(page, "co_so_luu_tru: 199", "co_so_luu_tru: 200");
    await page.waitForTimeout(1000);
    assert.match(await page.textContent("#files [aria-selected=true]"), /2024-06\.yaml/);
    assert.match(await page.textContent(".cm-activeLine"), /co_so_luu_tru: 200/);
    await page.unroute("**/api/file?*");
  });

  test("two clicks on a tab open it once", async () => {
    await late("**/api/file?*");
    await page.locator("#files [role=tab]").nth(1).dblclick();
    await until(page, () => document.querySelector("[aria-selected=true]").textContent.includes("co-quan.yaml"));
    await replace(page, "dia_danh: Mẫu", "dia_danh: Mẫu Mới");
    await page.waitForTimeout(1000);
    assert.match(await page.textContent(".cm-activeLine"), /Mẫu Mới/);
    assert.match(await page.textContent("#saved"), /Chưa lưu/);
    await page.unroute("**/api/file?*");
    await page.locator("#files [role=tab]").first().click();
  });

  test("the line of a word does not take the cursor away from who types", async () => {
    await late("**/api/origin");
    await page.locator(".sheet text", { hasText: "KẾT QUẢ" }).first().click();
    await replace(page, "co_so_luu_tru: 200", "co_so_luu_tru: 201");
    await page.waitForTimeout(1500);
    assert.match(await page.textContent(".cm-activeLine"), /co_so_luu_tru: 201/);
    await page.unroute("**/api/origin");
  });

  test("a page that cannot be fetched does not stop the ones after it", async () => {
    let isFirst = true;
    await page.route("**/api/pages/*", (route) => {
      if (!isFirst) return route.continue();
      isFirst = false;
      return route.fulfill({ status: 404, body: "{}" });
    });
    await replace(page, "co_so_luu_tru: 201", "co_so_luu_tru: 4321");
    await until(page, hasPrinted, "4.321");
    await replace(page, "co_so_luu_tru: 4321", "co_so_luu_tru: 201");
    await until(page, () => document.getElementById("saved").textContent === "Chưa lưu");
    await page.unroute("**/api/pages/*");
  });

  test("what is typed behind the form for issuing is not issued unseen", async () => {
    await page.keyboard.press("Control+s");
    await until(page, () => document.getElementById("save").disabled);
    await page.evaluate(() => document.getElementById("issue").click());
    await page.locator(".cm-content").focus();
    await page.keyboard.type("9");
    await page.waitForSelector("#issuing[open]");
    await page.waitForTimeout(300);
    await page.locator("#issue-now").click();
    await until(page, () => document.getElementById("issued").textContent.includes("vừa được sửa") || document.getElementById("issued").textContent.includes("Chưa phát hành"));
    assert.throws(() => project.run("archive", "list"));
    await page.keyboard.press("Escape");
    await page.locator(".cm-content").focus();
    await page.keyboard.press("Control+z");
    await page.keyboard.press("Control+s");
  });

  test("what is rendered is what stands in the editor", async () => {
    await late("**/api/save");
    await replace(page, "co_so_luu_tru: 201", "co_so_luu_tru: 20");
    await page.locator("#render").click();
    await page.locator(".cm-content").focus();
    await page.keyboard.type("77");
    await until(page, () => document.querySelectorAll("#results a").length === 2);
    assert.equal(project.read("data/2024-06.yaml").match(/co_so_luu_tru: \d+/)[0], "co_so_luu_tru: 2077");
    await page.keyboard.press("Escape");
    await page.unroute("**/api/save");
  });
});

test("when the program ends, the page says so and keeps the text", async () => {
  const project = await start({ lang: "en" });
  const { page } = project;
  try {
    await replace(page, "co_so_luu_tru: 199", "co_so_luu_tru: 200");
    project.program.kill();
    await until(page, () => document.getElementById("notice").textContent.includes("No answer from baocao"));
    await find(page, "co_so_luu_tru: 200");
    assert.match(await page.textContent(".cm-activeLine"), /200/);
  } finally {
    await project.stop();
  }
});
