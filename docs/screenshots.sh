#!/usr/bin/env bash
# Makes the pictures of docs/images from the fixtures, in Chromium.
set -euo pipefail
cd "$(dirname "$0")/.."

browser=$(command -v chromium || command -v chromium-browser || command -v google-chrome)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
code=fixtures/example-energy-code

cargo run --quiet -- diff --quiet "$code/old/section-h.docx" "$code/new/section-h.docx" \
  --title "Example Energy Code: Section H" --modification "MP001: Meter reading and charges" \
  --baseline-name "Version 1.0" --proposed-name "Version 1.1" -o "$work/section-h.html"

cargo run --quiet -- release --quiet "$code/old" "$code/new" --about "$code/release.toml" \
  -o "$work/site"

# picture NAME PAGE WIDTH HEIGHT [FLAG…]
picture() {
  local name=$1 page=$2 width=$3 height=$4
  shift 4
  "$browser" --headless --no-sandbox --disable-gpu --no-first-run --hide-scrollbars \
    --user-data-dir="$work/profile" --window-size="$width,$height" "$@" \
    --screenshot="$PWD/docs/images/$name.png" "file://$work/$page" 2>"$work/log" ||
    { cat "$work/log" >&2; return 1; }
}

mkdir -p docs/images
picture redline section-h.html 1280 1400
picture redline-dark section-h.html 1280 1400 --blink-settings=preferredColorScheme=0
picture redline-phone section-h.html 500 1000
picture release site/index.html 1280 1500
