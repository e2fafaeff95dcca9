#!/usr/bin/env bash
# Makes the README's pictures again from the story, in both languages. Usage: tests/pictures.sh PROGRAM
set -eu
cd "$(dirname "$0")/.."
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
for language in en fa; do
    "$1" play assets/demo/headline.play --data "$folder/$language-data" --shots "$folder/$language" \
        --lang $language --clock 2011-12-05T10:00
done
cp "$folder/en/01-home.png" docs/home.png
cp "$folder/en/04-decision.png" docs/decision.png
cp "$folder/en/paper-1.png" docs/slip.png
cp "$folder/fa/03-line.png" docs/receipt-fa.png
cp "$folder/fa/paper-1.png" docs/slip-fa.png
