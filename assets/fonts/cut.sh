#!/usr/bin/env bash
# Makes the fonts of the window again, from the TrueType files that npm carries under the Open Font License.
# Needs npm and fonttools (Debian: apt-get install fonttools). Run it when a text of the program uses a character
# that FontsTest does not find.
#
#   Inter           whole: Regular, Medium, SemiBold
#   JetBrains Mono  Regular, Medium; without ligatures, so that the token "##ing" shows two separate marks
#   Noto Sans SC    Regular, SemiBold; the characters of GB 2312 and every other one that the program's texts use
#
# JavaFX knows only plain and bold of a family. SemiBold therefore calls itself the bold of "Inter" and "Noto Sans SC",
# and "Inter Medium" and "JetBrains Mono Medium" are families of their own.
set -euo pipefail
top=$(cd "$(dirname "$0")/../.." && pwd)
to=$top/ui/src/main/resources/org/vitrine/ui/fonts
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$to"
python=$(head -1 "$(command -v pyftsubset)" | cut -c3-) # the Python that has fonttools

get() { # package, version, folder
  (cd "$work" && npm pack --silent "@expo-google-fonts/$1@$2" > /dev/null && mkdir "$1" \
    && tar xzf "expo-google-fonts-$1-$2.tgz" -C "$1" --strip-components=1)
}
get inter 0.4.2
get jetbrains-mono 0.4.1
get noto-sans-sc 0.4.3

for weight in 400Regular 500Medium 600SemiBold; do
  cp "$work/inter/$weight/Inter_$weight.ttf" "$to/Inter-${weight:3}.ttf"
done
for weight in 400Regular 500Medium; do
  pyftsubset "$work/jetbrains-mono/$weight/JetBrainsMono_$weight.ttf" --output-file="$to/JetBrainsMono-${weight:3}.ttf" \
    --unicodes='*' --layout-features-=calt,liga,clig --name-IDs='*' --notdef-outline --glyph-names
done

# GB 2312 is what its codec can write; the rest comes out of the files that people read.
"$python" - "$top" > "$work/characters.txt" <<'PYTHON'
import pathlib, sys
wanted = set(map(chr, range(0x20, 0x7F))) | set(map(chr, range(0xA0, 0x100)))
for high in range(0xA1, 0xF8):
    for low in range(0xA1, 0xFF):
        try:
            wanted.add(bytes([high, low]).decode("gb2312"))
        except UnicodeDecodeError:
            pass
wanted |= set("−≈≤≥±×·…–—‘’“”→←↑↓▲▼△▽■□◆◇●○✓✕⌘⇧½¼¾√°²³µ")
texts = [f for g in ("*/src/main/resources/**/*.properties", "*/src/main/java/**/*.java", "assets/datasets/**/*.*")
         for f in pathlib.Path(sys.argv[1]).glob(g) if f.is_file()]
for text in texts:
    wanted |= set(text.read_text("utf-8", "ignore"))
sys.stdout.write("".join(sorted(c for c in wanted if c.isprintable())))
PYTHON
for weight in 400Regular 600SemiBold; do
  pyftsubset "$work/noto-sans-sc/$weight/NotoSansSC_$weight.ttf" --output-file="$to/NotoSansSC-${weight:3}.ttf" \
    --text-file="$work/characters.txt" --layout-features=kern,mark,mkmk,ccmp --no-hinting --desubroutinize \
    --name-IDs='*' --notdef-outline
done

"$python" - "$to/Inter-SemiBold.ttf" "$to/NotoSansSC-SemiBold.ttf" <<'PYTHON'
import sys
from fontTools.ttLib import TTFont
for path in sys.argv[1:]:
    font = TTFont(path, recalcTimestamp=False)
    names = font["name"]
    family = names.getDebugName(16)
    for name in list(names.names):
        if name.nameID in (16, 17):
            names.names.remove(name)
        elif name.nameID in (1, 2):
            name.string = family if name.nameID == 1 else "Bold"
    font["head"].macStyle |= 1
    font["OS/2"].fsSelection = font["OS/2"].fsSelection & ~0x40 | 0x20
    font.save(path)
PYTHON

cp "$work/inter/LICENSE_FONT" "$to/Inter-OFL.txt"
cp "$work/jetbrains-mono/LICENSE_FONT" "$to/JetBrainsMono-OFL.txt"
cp "$work/noto-sans-sc/LICENSE_FONT" "$to/NotoSansSC-OFL.txt"
ls -l "$to"
