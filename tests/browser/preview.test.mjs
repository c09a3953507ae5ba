// What a clerk does in the page.

import assert from "node:assert/strict";
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
  after(() => project.stop());

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
    await until(page, () => document.getElementById("pages-state").textContent.includes("thể thức"));
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
  after(() => project.stop());

  test("a change made elsewhere is loaded when nothing is unsaved here", async () => {
    project.write(FILE, project.read(FILE).replace("co_so_luu_tru: 199", "co_so_luu_tru: 8111"));
    await until(page, hasPrinted, "8.111");
    await find(page, "8111");
    assert.match(await page.textContent(".cm-activeLine"), /co_so_luu_tru: 8111/);
  });

  test("a change made elsewhere is noticed, never overwritten, and merged", async () => {
    await replace(page, "nong_dan: 1.994", "nong_dan: 1.995");
    const theirs = project.read(FILE).replace("co_so_luu_tru: 8111", "co_so_luu_tru: 8222");
    project.write(FILE, theirs);
    await until(page, () => !document.getElementById("notice").hidden);
    await page.keyboard.press("Control+s");
    await page.waitForTimeout(300);
    assert.equal(project.read(FILE), theirs);
    await page.locator("#notice button").first().focus();
    await page.keyboard.press("Enter");
    // The first difference is in sight. The other's figure is taken there, ours stays elsewhere; all by keyboard.
    await page.waitForSelector(".cm-deletedChunk button");
    for (let presses = 0; presses < 4; presses += 1) {
      await page.keyboard.press("Tab");
      const at = await page.evaluate(() => document.activeElement.closest(".cm-deletedChunk")?.textContent + document.activeElement.textContent);
      if (/8222.*Lấy của đĩa$/s.test(at)) break;
    }
    await page.keyboard.press("Enter");
    await page.keyboard.press("Control+s");
    await until(page, () => document.getElementById("notice").hidden);
    const merged = project.read(FILE);
    assert.ok(merged.includes("co_so_luu_tru: 8222") && merged.includes("nong_dan: 1.995"));
  });

  test("a save that comes before the notice is refused, too", async () => {
    await replace(page, "nong_dan: 1.995", "nong_dan: 1.996");
    const theirs = project.read(FILE).replace("8222", "8333");
    await Promise.all([page.keyboard.press("Control+s"), project.write(FILE, theirs)]);
    await until(page, () => !document.getElementById("notice").hidden || document.getElementById("saved").textContent === "Đã lưu");
    // Whoever came second: theirs is there, or was written over ours by themselves.
    assert.ok(project.read(FILE).includes("8333"));
    if (await page.locator("#notice").isHidden()) return;
    await page.locator("#notice button", { hasText: "Lấy bản trên đĩa" }).click();
    await until(page, () => document.getElementById("notice").hidden);
    await page.locator(".cm-content").focus();
    await page.keyboard.press("Control+z");
    await find(page, "nong_dan: 1.996");
    assert.match(await page.textContent(".cm-activeLine"), /1\.996/);
  });
});

describe("a new month", () => {
  let project, page;
  before(async () => {
    project = await start({ file: "data/2024-07.yaml" });
    page = project.page;
  });
  after(() => project.stop());

  test("is shown as a draft while it is not filled in", async () => {
    assert.match(await page.textContent("#pages-state"), /dự thảo/);
    assert.match(await printed(page), /DỰ THẢO/);
    assert.ok(await page.locator(".finding.error").count() > 10);
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
    assert.ok(await page.locator("#results li").count() > 10);
    await page.keyboard.press("Escape");
    await page.locator("#issue").click();
    await page.locator("#issue-now").click();
    await until(page, () => /Chưa phát hành/.test(document.getElementById("issued").textContent));
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
  after(() => project.stop());

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
    assert.match(project.run("archive", "verify"), /254|v1|1/);
    assert.deepEqual(project.complaints, []);
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
