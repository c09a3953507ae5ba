#!/usr/bin/env python3
"""Makes pairs.bin from counts of syllables and pairs: see SOURCES.md.

    make-pairs.py SYLLABLES PAIRS OUT

SYLLABLES has a line `syllable<TAB>count` each; PAIRS a line `first:level0|level1|level2|level3|level4` each, the second
syllables of a level parted by spaces. OUT has three numbers (syllables in all, those seen, those seen often), the
syllables by falling count, a line each, for each of them, level by level, how many pairs it begins, and in the same
order the numbers of their second syllables, rising. A number is two bytes, the lower first: the program searches them
where they are.
"""

import struct
import sys

# So often a syllable is seen that is in everybody's mouth.
OFTEN = 100


def numbers(values):
    return b"".join(struct.pack("<H", value) for value in values)


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

    often = sum(count >= OFTEN for count in counts.values())
    levels = [level for syllable in order for level in begun.get(syllable, [[]] * 5)]
    with open(out, "wb") as file:
        file.write(numbers([len(order), len(counts), often]))
        file.write("".join(syllable + "\n" for syllable in order).encode())
        file.write(numbers(map(len, levels)))
        for level in levels:
            file.write(numbers(sorted(ids[second] for second in level)))


if __name__ == "__main__":
    main(*sys.argv[1:])
