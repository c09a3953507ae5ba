// A new month, filled in.

import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import { find, hasPrinted, shared, until } from "./project.mjs";

describe("a new month", () => {
  const project = shared({ file: "data/2024-07.yaml" });
  let page;
  before(() => ({ page } = project));

  test("is shown as a draft while it is not filled in", async () => {
    await until(page, () => document.getElementById("pages-state").textContent.includes("dự thảo"));
    await until(page, hasPrinted, "DỰ THẢO");
    assert.ok(await page.locator(".finding.error").count() > 10);
  });

  const goTo = async (words) => {
    await page.locator(".finding > button", { hasText: words }).first().click();
    await until(page, () => document.activeElement.classList.contains("cm-content"));
    return page.textContent(".cm-activeLine");
  };

  test("a finding leads to where the value belongs, and a space to the comment is kept", async () => {
    const before = await goTo("chưa điền");
    assert.match(before, /: #/);
    await page.keyboard.type("04");
    assert.equal(await page.textContent(".cm-activeLine"), before.replace(": #", ": 04 #"));
    await page.keyboard.press("Control+z");
    await until(page, () => document.getElementById("save").disabled);
  });

  test("so it does in a row between braces", async () => {
    const before = await goTo("“dich_vu_thiet_yeu” chưa điền");
    assert.match(before, /tong_so: ,/);
    await page.keyboard.type("12");
    assert.equal(await page.textContent(".cm-activeLine"), before.replace("tong_so: ,", "tong_so: 12,"));
    await page.keyboard.press("Control+z");
    await until(page, () => document.getElementById("save").disabled);
  });

  test("F8 goes to the next finding and tells it", async () => {
    await find(page, "co_so_luu_tru:");
    await page.keyboard.press("F8");
    assert.match(await page.textContent("#done"), /D006/);
    const before = await page.textContent(".cm-activeLine");
    await page.keyboard.type("7");
    assert.equal(await page.textContent(".cm-activeLine"), before.replace(/: +(?=#)/, ": 7 "));
    await page.keyboard.press("Control+z");
    await page.keyboard.press("Shift+F8");
    await page.keyboard.press("Shift+F8");
    assert.notEqual(await page.textContent(".cm-activeLine"), before);
    await until(page, () => document.getElementById("save").disabled);
  });

  test("a blank on the page leads to its key", async () => {
    // The figure that the test before typed and took back may still come up on the page, and go again.
    const found = await page.waitForFunction(() => {
      const blanks = [...document.querySelectorAll(".sheet text")]
        .filter((text) => text.textContent.includes("cơ sở lưu trú sử dụng phần mềm"))
        .flatMap((text) => [...text.querySelectorAll("tspan")])
        .filter((part) => part.textContent.includes("[……]"));
      const [span] = blanks;
      if (!span) return null;
      span.scrollIntoView({ block: "center" });
      const at = span.getExtentOfChar(span.textContent.indexOf("[……]") + 1);
      return new DOMPoint(at.x + at.width / 2, at.y + at.height / 2).matrixTransform(span.getScreenCTM()).toJSON();
    });
    const point = await found.jsonValue();
    await page.mouse.click(point.x, point.y);
    await until(page, () => document.querySelector(".cm-activeLine")?.textContent.includes("co_so_luu_tru:"));
  });

  test("a new line is as deep as its group", async () => {
    await find(page, "so_hoa_phuong_xa:");
    await page.keyboard.press("End");
    await page.keyboard.press("Enter");
    assert.equal(await page.textContent(".cm-activeLine"), "  ");
    await page.keyboard.press("Control+z");
  });

  test("keys are completed from the schema", async () => {
    await find(page, "ngay:");
    await page.keyboard.press("Home");
    await page.keyboard.type("luu");
    await page.waitForSelector(".cm-tooltip-autocomplete");
    assert.match(await page.textContent(".cm-tooltip-autocomplete"), /luu_hanh/);
    await page.waitForSelector(".cm-tooltip-autocomplete [aria-selected=true]");
    // A list that has just come up takes no Enter that was meant for the text.
    await page.waitForTimeout(500);
    await page.keyboard.press("Enter");
    await until(page, () => /^luu_hanh: /.test(document.querySelector(".cm-activeLine").textContent));
    await page.keyboard.press("Control+z");
    await page.keyboard.press("Control+z");
  });

  test("cannot be rendered or issued before it is", async () => {
    await page.locator("#render").click();
    await until(page, () => /Chưa lập được/.test(document.getElementById("rendered-title").textContent));
    assert.equal(await page.locator("#results li").count(), 4);
    await page.keyboard.press("Escape");
    await page.locator("#issue").click();
    await page.locator("#issue-now").click();
    await until(page, () => /Chưa phát hành/.test(document.getElementById("issued").textContent));
    assert.equal(await page.evaluate(() => document.getElementById("issuing").scrollTop), 0);
    assert.ok(await page.locator("#issued").isVisible());
    await page.keyboard.press("Escape");
  });
});
