// Makes the pictures of the guides (docs/hinh) anew: npm run pictures. Needs pdftoppm and soffice beside Chromium.

import { execFileSync, spawn } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { CHROMIUM, PROGRAM, REPOSITORY } from "./project.mjs";

const PICTURES = join(REPOSITORY, "docs/hinh");
const folder = mkdtempSync(join(tmpdir(), "baocao-hinh-"));
for (const part of ["data", "templates"]) cpSync(join(REPOSITORY, part), join(folder, part), { recursive: true });

const call = (program, ...words) => execFileSync(program, words, { cwd: folder, encoding: "utf8", stdio: "pipe" });
const run = (...words) => call(PROGRAM, ...words);
const edit = (name, old, now) => {
  const text = readFileSync(join(folder, name), "utf8");
  if (!text.includes(old)) throw new Error(`${old} is not in ${name}`);
  writeFileSync(join(folder, name), text.replace(old, now));
};

/** A page of a PDF as an address of its picture, and its size; `dots` an inch. */
function paper(pdf, number, dots) {
  const stem = join(folder, `trang-${dots}-${number}-${pdf.replace(/\W/g, "")}`);
  call("pdftoppm", "-png", "-singlefile", "-r", String(dots), "-f", String(number), "-l", String(number), pdf, stem);
  return `data:image/png;base64,${readFileSync(`${stem}.png`).toString("base64")}`;
}

const browser = await chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox", "--disable-gpu"] });

/** Pieces of papers under one another, each cut out of its page: `[address, top, height]` in pixels. */
async function compose(name, width, pieces) {
  const page = await browser.newPage({ viewport: { width, height: 100 } });
  const cut = ([address, top, height]) =>
    `<div style="height:${height}px;overflow:hidden"><img style="margin-top:-${top}px;width:${width}px" src="${address}"></div>`;
  await page.setContent(
    `<body style="margin:0;background:#fff"><div id="all" style="width:${width - 2}px;border:1px solid #999">` +
    pieces.map(cut).join(`<div style="height:6px;background:#999"></div>`) + "</div></body>");
  await page.locator("#all").screenshot({ path: join(PICTURES, name) });
  await page.close();
}

try {
  run("render", "data/2024-06.yaml", "--no-check");
  await compose("trang-1.png", 497, [[paper("out/2024-06.pdf", 1, 60), 0, 702]]);

  run("new", "2024-07");
  run("render", "--draft", "data/2024-07.yaml");
  const draft = "out/2024-07-du-thao.pdf";
  await compose("du-thao.png", 747, [[paper(draft, 1, 90), 50, 306], [paper(draft, 3, 90), 60, 410]]);

  cpSync(join(folder, "data/2024-06.yaml"), join(folder, "data/sua.yaml"));
  edit("data/sua.yaml", "co_so_luu_tru: 199", "co_so_luu_tru: 201");
  run("diff", "data/2024-06.yaml", "data/sua.yaml", "--format", "docx", "--out", "so-sanh");
  const word = call("sh", "-c", "ls so-sanh/*.docx").trim();
  call("soffice", "--headless", "--convert-to", "pdf", "--outdir", "so-sanh", word);
  await compose("danh-dau.png", 747, [[paper(word.replace(/docx$/, "pdf"), 3, 90), 80, 230]]);

  const program = spawn(PROGRAM, ["preview", "data/2024-06.yaml", "--no-open", "--lang", "vi"], { cwd: folder });
  try {
    const address = await new Promise((resolve) => program.stdout.once("data", (line) => resolve(String(line).trim())));
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await page.goto(address);
    await page.waitForSelector(".sheet svg");
    await page.locator(".sheet").getByText("199", { exact: true }).first().click();
    await page.waitForTimeout(1000);
    await page.screenshot({ path: join(PICTURES, "xem-truoc.png") });
  } finally {
    program.kill();
  }
} finally {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
}
