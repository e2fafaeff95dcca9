#!/usr/bin/env bash
# Every border where bytes come in from outside, each for so many seconds (10 if not told). What is found lies in
# out/fuzz.
set -eu
cd "$(dirname "$0")/.."
seconds=${1:-10}
mkdir -p out/fuzz
for target in build/fuzz/tests/fuzz/*_fuzz; do
    name=$(basename "$target")
    corpus=out/fuzz/$name
    mkdir -p "$corpus"
    seeds=()
    [ -d tests/fuzz/corpus/$name ] && seeds=(tests/fuzz/corpus/$name)
    echo "fuzz: $name for $seconds s"
    "$target" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=1024 -artifact_prefix=out/fuzz/$name- \
        "$corpus" "${seeds[@]}" 2>&1 | tail -n 2
done
