#!/usr/bin/env python3
"""Makes pairs.bin from counts of syllables and pairs: see SOURCES.md.

    make-pairs.py SYLLABLES PAIRS OUT

SYLLABLES has a line `syllable<TAB>count` each; PAIRS a line `first:level0|level1|level2|level3|level4` each, the second
syllables of a level parted by spaces. OUT is deflated: three numbers (syllables in all, those seen, those seen often),
the syllables by falling count, a line each, and for each of them, level by level, how many pairs it begins and the
numbers of their second syllables, each as its distance from the one before. Numbers are in groups of seven bits, the
lowest first.
"""

import sys
import zlib

# So often a syllable is seen that is in everybody's mouth.
OFTEN = 100


def number(value):
    out = bytearray()
    while value >= 128:
        out.append(value & 127 | 128)
        value >>= 7
    out.append(value)
    return out


def main(syllables, pairs, out):
    counts, begun = {}, {}
    with open(syllables, encoding="utf-8") as lines:
        for line in lines:
            syllable, count = line.rstrip("\n").split("\t")[:2]
            counts[syllable] = int(count)
    with open(pairs, encoding="utf-8") as lines:
        for line in lines:
            first, levels = line.rstrip("\n").split(":", 1)
            begun[first] = [level.split() for level in levels.split("|")]
    seconds = {second for levels in begun.values() for level in levels for second in level}
    every = set(counts) | set(begun) | seconds
    order = sorted(every, key=lambda syllable: (-counts.get(syllable, 0), syllable))
    ids = {syllable: index for index, syllable in enumerate(order)}

    packed = number(len(order)) + number(len(counts))
    packed += number(sum(count >= OFTEN for count in counts.values()))
    packed += "".join(syllable + "\n" for syllable in order).encode()
    for syllable in order:
        for level in begun.get(syllable, [[]] * 5):
            last = -1
            packed += number(len(level))
            for second in sorted(ids[second] for second in level):
                packed += number(second - last - 1)
                last = second
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
    with open(out, "wb") as file:
        file.write(deflate.compress(bytes(packed)) + deflate.flush())


if __name__ == "__main__":
    main(*sys.argv[1:])
