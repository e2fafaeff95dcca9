#!/usr/bin/env bash
# The figures of the kiosk on real data, then random histories of two desks, far more than
# a test run has, and the benchmarks of the parts. No figure passes or fails.
set -eu
cd "$(dirname "$0")/.."
data=out/bench-data
invoices=../shared/data/transactions/uci_online_retail_2010_2011.csv.xz
number=569573
mkdir -p out
rm -rf "$data"
if [ -e "$invoices" ]; then
    build/release/makegood import "$invoices" --map assets/feeds/uci-online-retail.toml --data "$data"
else
    echo 'bench: the UCI invoices are not here; the demo shop takes their place'
    echo 'expect home.hero' >out/bench.play
    build/release/makegood play out/bench.play --shots out/bench --data "$data" --clock 2011-12-05T10:00
    number=R-2-111005-017
fi
build/release/tests/kiosk_figures "$data" "$number"
# Generated receipts stay in out/ for the next time: making five million takes three quarters of an hour.
for receipts in 1000000 5000000; do
    build/release/tests/recall_figures $receipts "out/bench-$receipts"
done
[ -e out/bench-cases ] || cp -r out/bench-1000000 out/bench-cases
build/release/tests/desk_figures 1000000 100000 out/bench-cases
build/release/tests/scan_figures out/bench-scan
build/release/tests/tap_figures out/bench-tap
build/release/tests/plugin_figures build/release/libmakegood_plugin.so out/bench-plugin
build/release/tests/workflows_tests '[.soak]'
build/release/tests/makegood_bench "$@"
