#!/usr/bin/env bash
# What of the library is seen from outside, then the border as a host in C meets it.
# Usage: border_test.sh PROGRAM LIBRARY ASSETS NM
set -eu
program=$1 library=$2 assets=$3 nm=$4
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

exported=$("$nm" -D --defined-only "$library" | cut -d' ' -f3)
[ "$exported" = makegood_pos_entry ] || { echo "border: the library exports ${exported:-nothing}" >&2 && exit 1; }
if "$nm" -D --undefined-only "$library" | grep -E ' (SDL_|_ZN5ImGui|espeak)'; then
    echo 'border: the library needs a screen or a voice' >&2
    exit 1
fi
"$program" "$library" "$assets" "$folder/data"
