#!/usr/bin/env python3
"""Times whole processes of `baocao` against Typst (PyPI `typst`, 0.15) making a PDF of the same text.

    cargo build --profile dist
    python3 tests/bench/yardstick.py [RUNS]

`baocao` makes the Word file and the PDF of June and checks the report, Typst makes the PDF alone; neither sees the fonts of
the system. Then appendix tables of 10,000 and 100,000 rows, and fifty reports at once. Needs `pip install typst`.
"""
import pathlib
import re
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
BINARY = ROOT / "target/dist/baocao"
TYPST = "import sys, typst; typst.compile(sys.argv[1], output=sys.argv[2], font_paths=[sys.argv[3]], ignore_system_fonts=True)"


def typst_source(markup: str) -> str:
    """The rendered markup as Typst markup: headings, items, bold, italic, tables."""
    out = ['#set page("a4", margin: (left: 30mm, right: 15mm, y: 20mm))',
           '#set text(font: "Liberation Serif", size: 14pt, lang: "vi")', "#set par(justify: true)",
           '#set heading(numbering: "I.1.1.")']
    rows: list[list[str]] = []

    def close_table() -> None:
        if rows:
            width = len(rows[0])
            cells = ", ".join("[" + cell.strip() + "]" for row in rows for cell in (row + [""] * width)[:width])
            out.append(f"#table(columns: {width}, {cells})")
            rows.clear()

    for line in markup.splitlines():
        line = re.sub(r"<!--.*-->", "", line).replace("\\", "").replace("@", "\\@").replace("$", "\\$")
        line = re.sub(r"\*\*(.+?)\*\*", r"#strong[\1]", line)
        line = re.sub(r"(?<!\*)\*([^*]+)\*", r"#emph[\1]", line).replace("*", "\\*").replace("_", "\\_")
        if line.startswith("|"):
            if not re.fullmatch(r"[|:\- ]+", line):
                rows.append([c.replace("^^", "").replace("<<", "") for c in line.strip("|").split("|")])
            continue
        close_table()
        out.append(re.sub(r"^(#{1,4}) ", lambda m: "=" * len(m[1]) + " ", line))
    close_table()
    return "\n".join(out)


def times(command: list[str], runs: int) -> list[float]:
    taken = []
    for _ in range(runs):
        start = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        taken.append((time.perf_counter() - start) * 1000)
    return taken


def peak(command: list[str]) -> float:
    """Peak memory of a process in MB."""
    code = "import resource, subprocess, sys; subprocess.run(sys.argv[1:], check=True, capture_output=True); " \
           "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    out = subprocess.run([sys.executable, "-c", code, *command], check=True, capture_output=True, text=True)
    return int(out.stdout) / 1024


def with_rows(count: int, folder: pathlib.Path) -> pathlib.Path:
    """The June data with `count` rows in the first appendix."""
    june = (ROOT / "data/2024-06.yaml").read_text(encoding="utf-8")
    head, tail = re.split(r"(?m)^dich_vu_thiet_yeu:\n", june)
    tail = tail[re.search(r"(?m)^# PHỤ LỤC II", tail).start():]
    row = "  - { ten: Đăng ký dịch vụ công trực tuyến số %d, don_vi: Công an, tong_so: %d, truc_tuyen: %d }\n"
    rows = "".join(row % (n, n + 7, n) for n in range(1, count + 1))
    data = folder / f"rows-{count}.yaml"
    data.write_text(head + "dich_vu_thiet_yeu:\n" + rows + "\n" + tail, encoding="utf-8")
    (folder / "co-quan.yaml").write_text((ROOT / "data/co-quan.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    return data


def checks(data: str) -> list[str]:
    """The command that checks a report; what it finds is no failure here."""
    checked = [str(BINARY), "check", "--templates", str(ROOT / "templates"), data]
    return ["sh", "-c", '"$@"; test $? -le 1', "sh", *checked]


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 30
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(scratch)
        render = [str(BINARY), "render", "--templates", str(ROOT / "templates"), "--out", scratch]
        june = str(ROOT / "data/2024-06.yaml")
        subprocess.run([*render, june, "--format", "md"], check=True, capture_output=True)
        source = folder / "report.typ"
        source.write_text(typst_source((folder / "2024-06.md").read_text(encoding="utf-8")), encoding="utf-8")
        typst = [sys.executable, "-c", TYPST, str(source), str(folder / "typst.pdf"), str(ROOT / "fonts")]
        # What Python itself takes to start; loading the compiler is part of Typst's own start.
        empty = [sys.executable, "-c", "pass"]
        ours, unchecked, check, start, theirs = [], [], [], [], []
        for _ in range(runs):  # taken in turns, so that a busy moment hits all alike
            ours += times([*render, june], 1)
            unchecked += times([*render, "--no-check", june], 1)
            check += times(checks(june), 1)
            theirs += times(typst, 1)
            start += times(empty, 1)
        ours_ms, theirs_ms = statistics.median(ours), statistics.median(theirs) - statistics.median(start)
        unchecked_ms = statistics.median(unchecked)
        print(f"baocao, Word and PDF  {ours_ms:7.1f} ms  {peak([*render, june]):6.1f} MB")
        print(f"Typst, PDF alone      {theirs_ms:7.1f} ms  (without {statistics.median(start):.0f} ms to start Python)")
        print(f"ratio                 {ours_ms / theirs_ms:7.3f}")
        print(f"baocao --no-check     {unchecked_ms:7.1f} ms  {peak([*render, '--no-check', june]):6.1f} MB")
        print(f"check                 {statistics.median(check):7.1f} ms  {peak(checks(june)):6.1f} MB")
        rows = {count: str(with_rows(count, folder)) for count in (10_000, 100_000)}
        for name, count, options in (
            ("front half (md)", 10_000, ["--no-check", "--format", "md"]),
            ("Word alone", 10_000, ["--no-check", "--format", "docx"]),
            ("Word and PDF", 10_000, []),
            ("Word and PDF", 100_000, []),
        ):
            print_row(f"{count} rows, {name}", [*render, rows[count], *options])
        print_row("10000 rows, check", checks(rows[10_000]))
        print_row("50 reports", [*render, *fifty(folder)])


def print_row(name: str, command: list[str]) -> None:
    taken = statistics.median(times(command, 5))
    print(f"{name:28s} {taken:9.0f} ms  {peak(command):6.1f} MB")


def fifty(folder: pathlib.Path) -> list[str]:
    """The June data under fifty names and numbers."""
    june = (ROOT / "data/2024-06.yaml").read_text(encoding="utf-8")
    files = []
    for number in range(1, 51):
        file = folder / f"bao-cao-{number}.yaml"
        file.write_text(re.sub(r"(?m)^so: 254", f"so: {number}", june), encoding="utf-8")
        files.append(str(file))
    return files


if __name__ == "__main__":
    main()
