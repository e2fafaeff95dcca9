#!/usr/bin/env bash
# Every border where bytes come in from outside, each for so many seconds (10 if not told), beginning with files that
# are read there anyway. What is found lies in out/fuzz.
set -eu
cd "$(dirname "$0")/.."
seconds=${1:-10}
mkdir -p out/fuzz

seeds_of() {
    case $1 in
    poslog_fuzz) echo tests/data/feeds ../shared/data/poslog ;;
    csv_fuzz) echo tests/fuzz/corpus/csv ;;
    json_lines_fuzz) echo tests/fuzz/corpus/json_lines ;;
    escpos_interpret_fuzz) echo tests/data/escpos ../shared/data/escpos ;;
    feed_map_fuzz) echo assets/feeds ;;
    shop_files_fuzz) echo assets/policies assets/config assets/demo ;;
    kit_fuzz) echo tests/fuzz/corpus/kit ;;
    told_fuzz) echo tests/fuzz/corpus/told ;;
    text_line_fuzz) echo tests/fuzz/corpus/text_line ;;
    scanner_framing_fuzz) echo tests/fuzz/corpus/scanner_framing ;;
    receipt_reading_fuzz) echo tests/fuzz/corpus/receipt tests/data/escpos ;;
    package_label_fuzz) echo tests/fuzz/corpus/package_label ;;
    keyboard_wedge_fuzz) echo tests/fuzz/corpus/keyboard_wedge ;;
    label_inserter_fuzz) echo tests/fuzz/corpus/label_inserter tests/data/escpos ;;
    measure_pattern_fuzz) echo tests/fuzz/corpus/measure_pattern ;;
    esac
}

for target in build/fuzz/tests/fuzz/*_fuzz; do
    name=$(basename "$target")
    corpus=out/fuzz/$name
    mkdir -p "$corpus"
    seeds=()
    for folder in $(seeds_of "$name"); do
        [ -d "$folder" ] && seeds+=("$folder")
    done
    echo "fuzz: $name for $seconds s"
    "$target" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=1024 -artifact_prefix=out/fuzz/$name- \
        "$corpus" "${seeds[@]}" 2>&1 | tail -n 2
done
