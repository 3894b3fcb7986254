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

# picture NAME WIDTH HEIGHT [FLAG…]
picture() {
  local name=$1 width=$2 height=$3
  shift 3
  "$browser" --headless --no-sandbox --disable-gpu --no-first-run --hide-scrollbars \
    --user-data-dir="$work/profile" --window-size="$width,$height" "$@" \
    --screenshot="$PWD/docs/images/$name.png" "file://$work/section-h.html" 2>"$work/log" ||
    { cat "$work/log" >&2; return 1; }
}

mkdir -p docs/images
picture redline 1280 1400
picture redline-dark 1280 1400 --blink-settings=preferredColorScheme=0
picture redline-phone 500 1000
