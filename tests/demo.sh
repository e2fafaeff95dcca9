#!/usr/bin/env bash
# Opens the demo shop: a kiosk with the simulated counter beside it. Without a display it plays the headline story in
# both languages instead and leaves the pictures in out/.
set -eu
cd "$(dirname "$0")/.."
program=build/release/makegood

if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    data=out/demo-data
    mkdir -p out
    rm -rf "$data" # the labels on the counter are those of a shop that opens now
    exec $program run --simulate --data "$data" "$@"
fi

for language in en fa; do
    rm -rf out/$language
    data=$(mktemp -d)
    $program play assets/demo/headline.play --data "$data" --shots out/$language --lang $language \
        --clock 2011-12-05T10:00
    rm -rf "$data"
done
echo
echo 'There is no display here, so the headline story was played without a window.'
echo 'Every screen and the printed paper lie in out/en and out/fa (paper-1.png is the slip).'
