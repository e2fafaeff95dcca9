#!/usr/bin/env bash
# A host in C, in a folder of its own. Usage: host_test.sh PROGRAM LIBRARY ASSETS
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$1" "$2" "$3" "$folder"
