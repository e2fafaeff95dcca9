#!/usr/bin/env bash
# A host in C, in a folder of its own; then the journals that it left.
# Usage: host_test.sh PROGRAM LIBRARY ASSETS MAKEGOOD
set -eu
program=$1 library=$2 assets=$3 makegood=$4
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$program" "$library" "$assets" "$folder"
for database in "$folder"/*/makegood.db; do
    "$makegood" journal verify --data "${database%/*}" >/dev/null ||
        { echo "$program: the journal in ${database%/*} does not verify" >&2 && exit 1; }
done
