#!/usr/bin/env bash
# The header by itself, and every program of docs/plugin.md: compiled as the guide says, run, and its answer compared.
# Usage: samples_test.sh SOURCE LIBRARY ASSETS CC CXX SANITIZERS
set -eu
source=$1 library=$2 assets=$3 cc=$4 cxx=$5 sanitizers=${6:-}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
strict=(-Wall -Wextra -Wpedantic -Werror -I "$folder")
# What throws in a library under ASan needs the C++ runtime from the start.
sanitized=(${sanitizers:+-fsanitize="$sanitizers" -Wl,--no-as-needed -lstdc++})

mkdir "$folder/makegood"
cp "$source/terminal/plugin/pos_plugin.h" "$folder/makegood/"
echo '#include <makegood/pos_plugin.h>' >"$folder/alone.c"
"$cc" -std=c11 "${strict[@]}" -fsyntax-only "$folder/alone.c"
for standard in c++17 c++20; do "$cxx" -std=$standard "${strict[@]}" -fsyntax-only -x c++ "$folder/alone.c"; done

# What is another one every time.
anywhen() { sed -E 's/MGS[0-9A-Z]+/MGS/; s/Given on .*/Given on/'; }

# A program begins with a line that names it.
awk -v folder="$folder" '/^```/ { file = "" } /^\/\* [a-z_]+\.c / && fenced { file = folder "/" $2 }
    { fenced = /^```c$/ } file { print > file }' "$source/docs/plugin.md"
programs=$(cd "$folder" && ls -- *.c | grep -v alone)
[ -n "$programs" ] || { echo 'samples: docs/plugin.md has no program' >&2 && exit 1; }
for program in $programs; do
    "$cc" -std=c11 "${strict[@]}" "$folder/$program" -o "$folder/program" -ldl "${sanitized[@]}"
    "$folder/program" "$library" "$assets" "$folder/data" | tee "$folder/said"
    sed -n "/^\`\`\`text $program$/,/^\`\`\`$/p" "$source/docs/plugin.md" | sed '1d;$d' | anywhen >"$folder/told"
    anywhen <"$folder/said" | diff "$folder/told" - ||
        { echo "samples: $program says something else than the guide" >&2 && exit 1; }
done
