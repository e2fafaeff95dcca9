#!/usr/bin/env bash
# A till in another language: Python's ctypes, killed once in the middle of its story and then run to the end.
# Usage: python_test.sh SOURCE LIBRARY ASSETS CC SANITIZERS. Exit code 77 where there is no Python.
set -eu
source=$1 library=$2 assets=$3 cc=$4 sanitizers=${5:-}
command -v python3 >/dev/null || { echo 'python till: skipped, python3 is not installed' && exit 77; }
python3 -c 'import ctypes' 2>/dev/null || { echo 'python till: skipped, this python3 has no ctypes' && exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

till=(env)
case $sanitizers in
*address*) # Python itself leaks on leaving
    till+=(LD_PRELOAD="$("$cc" -print-file-name=libasan.so) $("$cc" -print-file-name=libstdc++.so)"
        ASAN_OPTIONS=detect_leaks=0 PYTHONMALLOC=malloc) ;;
?*) echo "python till: skipped under $sanitizers" && exit 77 ;;
esac
till+=(python3 "$source/tests/plugin/till.py" "$library" "$assets" "$folder")

ended=0
{ "${till[@]}" crash || ended=$?; } >"$folder/said" 2>&1
[ $ended = 137 ] || { cat "$folder/said" >&2 && echo "python till: it ended with $ended, not by kill -9" >&2 && exit 1; }
"${till[@]}"
[ "$(grep -c Olives "$folder/book")" = 1 ] || { echo 'python till: not one slip' >&2 && exit 1; }
