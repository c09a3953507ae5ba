// The gallery of templates.

import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import { shared, until } from "./project.mjs";

describe("the gallery", () => {
  const project = shared();
  let page;
  before(() => ({ page } = project));

  test("shows each template with the first page of its example, and adds one", async () => {
    await page.click("#gallery");
    await until(page, () => document.querySelectorAll("#template-list li").length >= 19);
    await until(page, () => document.querySelector("#template-list .picture")?.querySelector("svg"));
    assert.match(await page.textContent("#template-list .picture"), /CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM/);
    const item = page.locator("#template-list li", { hasText: "Giấy mời" });
    await item.locator("button").click();
    await until(page, () => document.getElementById("template-said").textContent.includes("Đã thêm mẫu giay-moi"));
    assert.match(project.read("templates/giay-moi/template.yaml"), /GIẤY MỜI/);
    assert.equal(await item.locator("button").isDisabled(), true);
    await page.keyboard.press("Escape");
    assert.deepEqual(project.complaints, []);
  });
});
