#!/usr/bin/env bash
# The small till plays its story to the end; then again with a kill -9 at every so many of its points, after each of
# which it begins anew. Nothing may be lost, and nothing done twice.
# Usage: till_test.sh TILL LIBRARY ASSETS MAKEGOOD [EVERY]
set -eu
till=$1 library=$2 assets=$3 makegood=$4 every=${5:-7}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

fail() {
    echo "till: $1" >&2
    cat "$folder"/*/book >&2
    exit 1
}

# The ids are made anew in every folder; what was done is compared without them and without the slips' numbers.
deeds() { sed -E 's/^([a-z]+) [^ ]+ /\1 /; s/MG[SV][0-9A-Z]+//g' "$1/book" | sort; }

mkdir "$folder/whole"
points=$("$till" "$library" "$assets" "$folder/whole")
deeds "$folder/whole" >"$folder/deeds"
[ "$(cut -d' ' -f1 "$folder/whole/book" | sort | uniq -c | tr -s ' \n' ' ')" = ' 1 drawer 3 paper 1 refund 3 stock ' ] ||
    fail 'the story has other ends than it should'

cuts=0
for ((at = 1; at <= points; at += every)); do
    mkdir "$folder/$at"
    # Once to the cut, then to a later one, then to the end.
    for crash in "$at" "$((at + points / 3))" 0; do
        ended=0
        { "$till" "$library" "$assets" "$folder/$at" "$crash" || ended=$?; } >"$folder/said" 2>&1
        [ $ended = 0 ] && break
        [ $ended = 137 ] || fail "cut at $at: $(cat "$folder/said")"
        cuts=$((cuts + 1))
    done
    deeds "$folder/$at" | diff "$folder/deeds" - || fail "cut at $at: other things were done"
    "$makegood" journal verify --data "$folder/$at/data" >/dev/null || fail "cut at $at: the journal does not verify"
    rm -rf "${folder:?}/$at"
done
echo "the story has $points points; cut $cuts times, nothing lost and nothing twice"
