// The report on the page: pages, findings, origins, rendering and issuing; tablets.

import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import { find, hasPrinted, isAtLine, printed, replace, shared, start, until } from "./project.mjs";

describe("the June report", () => {
  const project = shared();
  let page;
  before(() => ({ page } = project));

  test("comes up with its pages and findings, and nothing complains", async () => {
    await until(page, () => document.querySelectorAll(".sheet svg").length === 11);
    assert.match(await page.textContent("#count"), /lỗi/);
    assert.match(await printed(page), /CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM/);
    assert.deepEqual(project.complaints, []);
  });

  test("a figure that is typed changes the page at once, the file only when it is saved", async () => {
    await replace(page, "co_so_luu_tru: 199", "co_so_luu_tru: 7321");
    await until(page, hasPrinted, "7.321");
    assert.match(await page.textContent("#saved"), /Chưa lưu/);
    assert.ok(!project.read("data/2024-06.yaml").includes("7321"));
    await page.keyboard.press("Control+s");
    await until(page, () => document.getElementById("saved").textContent === "Đã lưu");
    assert.ok(project.read("data/2024-06.yaml").includes("co_so_luu_tru: 7321"));
  });

  test("what breaks the YAML is told at its line, and the old pages stay until it is mended", async () => {
    await replace(page, "co_so_luu_tru:", "co_so_luu_tru");
    await until(page, () => document.querySelector(".finding.error")?.textContent.includes("dòng 11"));
    assert.ok(await page.locator("#pages.stale svg").count() > 0);
    assert.match(await page.textContent("#pages-state"), /Trang cũ/);
    assert.ok(await page.locator(".cm-lint-marker-error").count() > 0);
    await page.keyboard.press("Control+z");
    await until(page, () => !document.querySelector("#pages.stale"));
    await page.keyboard.press("Control+s");
  });

  test("going to a finding changes nothing", async () => {
    await page.locator(".finding button", { hasText: "K301" }).first().click();
    await until(page, () => document.querySelector("[aria-selected=true]").textContent.includes("co-quan.yaml"));
    await page.waitForTimeout(300);
    assert.ok(await page.locator("#save").isDisabled());
    await page.locator("#files [role=tab]").first().click();
  });

  test("a finding leads to its line", async () => {
    const finding = page.locator(".finding > button").first();
    const at = Number((await finding.locator(".place").textContent()).match(/dòng (\d+)/)[1]);
    await finding.click();
    await until(page, isAtLine, at);
  });

  test("what has one remedy is corrected by a button", async () => {
    await replace(page, "trên địa bàn thành phố năm 2024", "trên địa bàn thành phố  năm 2024");
    const button = page.locator(".finding button.fix", { hasText: "Sửa thành “ ”" }).first();
    await button.waitFor();
    await button.click();
    await until(page, () => ![...document.querySelectorAll(".finding")].some((one) => one.textContent.includes("hai dấu cách")));
    await page.keyboard.press("Control+s");
    await until(page, () => document.getElementById("saved").textContent === "Đã lưu");
    assert.ok(!project.read("data/2024-06.yaml").includes("thành phố  năm"));
  });

  test("a figure on the page leads to the line where it was typed", async () => {
    const box = await page.evaluate(() => {
      const span = [...document.querySelectorAll("tspan[data-i]")].find((one) => one.textContent.includes("7.321"));
      span.scrollIntoView({ block: "center" });
      const at = span.getExtentOfChar(span.textContent.indexOf("7.321") + 2);
      const matrix = span.getScreenCTM();
      const point = new DOMPoint(at.x + at.width / 2, at.y + at.height / 2).matrixTransform(matrix);
      return { x: point.x, y: point.y };
    });
    await page.mouse.click(box.x, box.y);
    await until(page, () => document.querySelector(".cm-activeLine")?.textContent.includes("co_so_luu_tru: 7321"));
  });

  test("a computed figure offers all lines that it is computed from", async () => {
    const cell = page.locator(".sheet text", { hasText: "97,61" }).first();
    await cell.scrollIntoViewIfNeeded();
    await cell.click();
    await page.waitForSelector("#origin[open]");
    const places = page.locator("#places button");
    assert.ok(await places.count() > 5);
    const wanted = await places.nth(1).locator("code").textContent();
    await places.nth(1).click();
    await until(page, (words) => document.querySelector(".cm-activeLine")?.textContent.includes(words), wanted);
  });

  test("what the form prescribes comes from nowhere", async () => {
    await page.locator(".sheet text", { hasText: "Độc lập - Tự do" }).first().click();
    await until(page, () => document.getElementById("pages-state").textContent.includes("không gõ trong tệp"));
  });

  test("a word of the template leads to the template, which is only looked at", async () => {
    await page.locator(".sheet text", { hasText: "KẾT QUẢ" }).nth(0).click();
    await until(page, () => document.querySelector("#files [aria-selected=true]")?.textContent.includes("bao-cao.md"));
    assert.match(await page.textContent("#files [aria-selected=true]"), /chỉ xem/);
    await page.keyboard.type("x");
    assert.ok(await page.locator("#save").isDisabled());
    await page.locator("#files [role=tab]").first().click();
  });
});

for (const [name, viewport] of [["a tablet lying", { width: 1024, height: 768 }], ["a tablet standing", { width: 768, height: 1024 }]]) {
  test(`${name} has room for everything`, async () => {
    const project = await start({ viewport });
    const { page } = project;
    try {
      const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
      assert.equal(wide, false);
      for (const part of ["#save", "#render", "#issue", "#language", ".cm-content", "#findings", ".sheet"]) {
        const box = await page.locator(part).first().boundingBox();
        assert.ok(box && box.x >= 0 && box.x < viewport.width && box.y < viewport.height, part);
      }
      const small = await page.evaluate(() =>
        [...document.querySelectorAll("button")].filter((one) => one.offsetParent && one.offsetHeight < 32).map((one) => one.textContent));
      assert.deepEqual(small, []);
    } finally {
      await project.stop();
    }
  });
}

test("a finished report is rendered and issued from the page", async () => {
  const project = await start();
  const { page } = project;
  try {
    // The sample has one error, as it was published.
    await replace(page, "Công văn số 1350/UBND-CA ngày 22/3/2024", "Công văn số 1350/UBND-CA ngày 23/3/2024");
    await page.keyboard.press("Control+s");
    await until(page, () => !document.querySelector(".finding.error"));
    await page.locator("#render").click();
    await until(page, () => document.querySelectorAll("#results a").length === 2);
    const [download] = await Promise.all([page.waitForEvent("download"), page.locator("#results a").nth(1).click()]);
    assert.equal(download.suggestedFilename(), "2024-06.pdf");
    assert.ok(project.read("out/2024-06.pdf").startsWith("%PDF-1.7"));
    await page.keyboard.press("Escape");
    await page.locator("#issue").click();
    await page.locator("#issue-now").click();
    await until(page, () => /cảnh báo/.test(document.getElementById("issued").textContent));
    await page.locator("input[name=accept_warnings]").fill("in như bản đã ký");
    await page.keyboard.press("Enter");
    await until(page, () => /Đã phát hành 254\/BC-UBND, bản 1/.test(document.getElementById("issued").textContent));
    assert.ok(await page.locator("#issue-now").isDisabled());
    // The next time it says so.
    await page.keyboard.press("Escape");
    await page.locator("#issue").click();
    await until(page, () => /đã phát hành: 254\/BC-UBND/.test(document.getElementById("issue-about").textContent));
    assert.match(project.run("archive", "verify"), /254|v1|1/);
    assert.deepEqual(project.complaints, []);
  } finally {
    await project.stop();
  }
});

test("a number that was given is written into the file", async () => {
  const project = await start();
  const { page } = project;
  const file = project.read("data/2024-06.yaml").replace("ngày 22/3/2024", "ngày 23/3/2024");
  try {
    project.write("data/2024-06.yaml", file.replace("so: 254 ", "so:     "));
    await until(page, () => document.getElementById("done").textContent.includes("nạp lại"));
    await until(page, () => !document.querySelector(".finding.error"));
    await page.locator("#issue").click();
    await page.locator("input[name=number][value=auto]").check();
    await page.locator("input[name=accept_warnings]").fill("thử");
    await page.locator("#issue-now").click();
    await page.locator("#issued button").click();
    await until(page, () => document.getElementById("done").textContent.includes("Đã ghi số 1"));
    assert.equal(await page.locator("#saved").textContent(), "Đã lưu");
    assert.match(project.read("data/2024-06.yaml"), /^so: 1 .*#/m);
  } finally {
    await project.stop();
  }
});
