#!/usr/bin/env bash
# Makes DejaVuSans-Symbols.ttf again: the signs of DejaVu Sans that reports use and Liberation Serif lacks.
# Needs Debian's packages fonts-dejavu-core (2.37-6) and fonttools.
set -euo pipefail
cd "$(dirname "$0")"
# Superscripts, letterlike signs, number forms, arrows, mathematics, circled numbers, geometric shapes, signs, dingbats, more arrows.
pyftsubset /usr/share/fonts/truetype/dejavu/DejaVuSans.ttf --output-file=DejaVuSans-Symbols.ttf \
    --unicodes=2070-209F,2100-218F,2190-22FF,2300-2335,2460-24FF,25A0-25FF,2600-26FF,2701-27BF,27F0-27FF,2900-2950,2B00-2B54 \
    --layout-features= --no-hinting --name-IDs=0,1,2,3,4,5,6,13,14 --notdef-outline --no-glyph-names
cp /usr/share/doc/fonts-dejavu-core/copyright DejaVu-LICENSE.txt
