// What a clerk does in the page.

import assert from "node:assert/strict";
import { renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { axe, find, printed, replace, start, until } from "./project.mjs";

const hasPrinted = (words) =>
  [...document.querySelectorAll(".sheet [data-n]")].some((text) => text.textContent.includes(words));

const isAtLine = (line) => document.querySelector(".cm-activeLineGutter")?.textContent === String(line);

describe("the June report", () => {
  let project, page;
  before(async () => {
    project = await start();
    page = project.page;
  });
  after(async () => {
    await project.stop();
    assert.deepEqual(project.complaints, []);
  });

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

describe("two programs at one file", () => {
  let project, page;
  const FILE = "data/2024-06.yaml";
  before(async () => {
    project = await start();
    page = project.page;
  });
  after(async () => {
    await project.stop();
    assert.deepEqual(project.complaints, []);
  });

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

describe("answers that come late", () => {
  let project, page;
  before(async () => {
    project = await start();
    page = project.page;
  });
  after(async () => {
    await project.stop();
    assert.deepEqual(project.complaints, []);
  });

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

describe("a new month", () => {
  let project, page;
  before(async () => {
    project = await start({ file: "data/2024-07.yaml" });
    page = project.page;
  });
  after(async () => {
    await project.stop();
    assert.deepEqual(project.complaints, []);
  });

  test("is shown as a draft while it is not filled in", async () => {
    assert.match(await page.textContent("#pages-state"), /dự thảo/);
    assert.match(await printed(page), /DỰ THẢO/);
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
    const blank = page.locator(".sheet text", { hasText: "cơ sở lưu trú sử dụng phần mềm" }).first();
    await blank.evaluate((one) => one.scrollIntoView({ block: "center" }));
    const point = await blank.evaluate((one) => {
      const span = [...one.querySelectorAll("tspan")].find((part) => part.textContent.includes("[……]"));
      const at = span.getExtentOfChar(span.textContent.indexOf("[……]") + 1);
      return new DOMPoint(at.x + at.width / 2, at.y + at.height / 2).matrixTransform(span.getScreenCTM()).toJSON();
    });
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
    await page.keyboard.type("lu");
    await page.waitForSelector(".cm-tooltip-autocomplete");
    assert.match(await page.textContent(".cm-tooltip-autocomplete"), /luu_hanh/);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowUp");
    await page.waitForTimeout(100);
    await page.keyboard.press("Enter");
    await until(page, () => /^(luu_hanh|luong_huu): /.test(document.querySelector(".cm-activeLine").textContent));
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

describe("without a mouse", () => {
  let project, page;
  const focus = () => page.evaluate(() => {
    const at = document.activeElement;
    return at.id || at.dataset.path || at.dataset.n || at.className || at.tagName;
  });
  before(async () => {
    project = await start();
    page = project.page;
  });
  after(async () => {
    await project.stop();
    assert.deepEqual(project.complaints, []);
  });

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
    await until(page, () => document.getElementById("saved").textContent === "Đã lưu");
    assert.match(project.read("data/2024-06.yaml"), /^so: 1 .*#/m);
  } finally {
    await project.stop();
  }
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
