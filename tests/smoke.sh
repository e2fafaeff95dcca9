#!/usr/bin/env bash
# One visit in real windows on a display of its own: a word is typed, and clicks lead from the receipt to the paper; then
# a simulated printer in its window. The
# targets are found in the file that `run --tree` keeps. Usage: tests/smoke.sh PROGRAM. Exit code 77 where it cannot run.
set -eu
program=$1
for tool in Xvfb xdotool; do
    command -v "$tool" >/dev/null || { echo "smoke: skipped, $tool is not installed" && exit 77; }
done

folder=$(mktemp -d)
kiosk= display=
trap 'kill $kiosk $display 2>/dev/null || true; wait; rm -rf "$folder"' EXIT

fail() {
    echo "smoke: $1" >&2
    cat "$folder/tree" "$folder/log" >&2
    exit 1
}

until_true() { # what command…: asks ten times a second, for a minute
    local what=$1 try
    shift
    for ((try = 0; try < 600; ++try)); do
        "$@" && return
        [ -z "$kiosk" ] || kill -0 "$kiosk" 2>/dev/null || fail "the kiosk has ended while waiting for $what"
        sleep 0.1
    done
    fail "$what does not come"
}

shows() { grep -qE "^$1" "$folder/tree" 2>/dev/null; }
window() { xdotool search --name "^$1\$" 2>/dev/null; }

# Taps of the first 250 ms of a screen are dropped as double ones: that long after its tree came, the screen takes them.
# A line of the tree ends in the place from the window's left, in pixels: [left top width height].
tap() { # key, and what the tree shows then
    until_true "$1" shows "$1 "
    sleep 0.25
    local target=$kiosk_window left top width height
    case $1 in counter.*) target=$counter_window ;; esac
    read -r left top width height < <(sed -nE "s/^${1//./\\.} .*\[([-0-9 ]+)\]$/\1/p" "$folder/tree")
    xdotool mousemove --window "$target" $((left + width / 2)) $((top + height / 2)) click 1
    until_true "$2 after $1" shows "$2"
}

Xvfb -displayfd 3 -screen 0 1740x1080x24 -nolisten tcp 3>"$folder/display" 2>/dev/null &
display=$!
until_true 'the display' test -s "$folder/display"
DISPLAY=:$(cat "$folder/display")
export DISPLAY
echo 'leak:libdbus-1' >"$folder/leaks_of_others" # SDL asks the desktop's bus, which keeps a table to the end
SDL_AUDIODRIVER=dummy LSAN_OPTIONS="suppressions=$folder/leaks_of_others:print_suppressions=0" "$program" run --simulate --lang en --data "$folder/data" --tree "$folder/tree" \
    >"$folder/log" 2>&1 &
kiosk=$!
until_true 'the kiosk' shows 'home\.hero '
until_true 'its window' window Makegood >/dev/null
kiosk_window=$(window Makegood)
counter_window=$(window 'Makegood: simulated counter')

tap home.number 'find\.number '
xdotool windowfocus --sync "$kiosk_window" type --delay 50 R-2
until_true 'what is typed' shows 'find\.number field .* = "R-2"'
# A scanner that is a keyboard: keys by their places (the row of digits is 10 to 19), fast, under a Persian layout.
setxkbmap ir 2>/dev/null || true
xdotool key --delay 12 18 14 11 10 19 19 19 10 11 10 17 12 15 36
until_true 'what is scanned' shows 'find\.item field .* = "9521000121836"'
shows 'find\.number field .* = "R-2"' || fail 'the label is typed into a field'
setxkbmap us 2>/dev/null || true
tap find.back 'home\.hero '
tap counter.receipt.1 'receipt\.line\.8 '
tap receipt.line.8 'receipt\.not_among_the_goods '
tap receipt.not_among_the_goods 'decision\.ask '
tap decision.ask 'manager\.who '
tap counter.tab.badges 'counter\.badge\.201 '
tap counter.badge.201 'manager\.pin\.7 '
dots=
for digit in 7 3 9 5 1 8; do
    dots+=●
    tap manager.pin.$digit "manager\\.dots heading \"$dots\""
done
tap manager.approve 'done\.given '
until_true 'the paper' shows 'counter\.slip '

kill -TERM $kiosk
wait $kiosk || fail "the kiosk ended with $?"
kiosk=
"$program" journal verify --data "$folder/data"

# The printer on the bench, with hands at it while another program prints.
rm "$folder/tree"
mkdir "$folder/shop"
echo "printer = { port = \"$folder/printer\", baud = 115200, profile = \"tm-t88v\" }" >"$folder/shop/shop.toml"
devices() { "$program" devices "$@" --lang en --data "$folder/shop" >"$folder/told" 2>&1; }
tells() { # what, after which hand
    devices list && fail "$2: devices list ends well"
    grep -q "$1" "$folder/told" || fail "$2: $(cat "$folder/told")"
}
LSAN_OPTIONS="suppressions=$folder/leaks_of_others:print_suppressions=0" "$program" devices simulate --lang en --link "$folder/printer" --baud 115200 --tree "$folder/tree" >"$folder/log" 2>&1 &
kiosk=$!
until_true 'the printer' shows 'bench\.cutter '
until_true 'its window' window 'Makegood: simulated printer' >/dev/null
kiosk_window=$(window 'Makegood: simulated printer')
devices list || fail "the printer is not well: $(cat "$folder/told")"
tap bench.cutter 'bench\.cutter .*"Free the cutter"'
tells 'cutter' 'the cutter is jammed'
tap bench.cutter 'bench\.cutter .*"Jam the cutter"'
tap bench.sense 'bench\.sense .*"Let it talk sense again"'
tells 'no valid answer at 115200 baud' 'it talks nonsense'
tap bench.sense 'bench\.sense .*"Make it talk nonsense"'
devices test || fail "the page is not printed: $(cat "$folder/told")"
until_true 'its page' shows 'bench\.slip '
kill -TERM $kiosk
wait $kiosk || fail "the simulated printer ended with $?"
kiosk=
