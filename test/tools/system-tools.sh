#!/usr/bin/env bash
# Finds what the tests need beyond npm; as root on Debian or Ubuntu it installs what is missing.
# Prints one sentence and ends with 1 when something stays missing.
set -u

has_chromium() {
  command -v chromium || command -v chromium-browser || command -v google-chrome ||
    command -v google-chrome-stable || [ -x "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" ]
} >/dev/null 2>&1

missing() {
  has_chromium || echo chromium
  command -v pdftoppm >/dev/null || echo poppler-utils
  command -v zbarimg >/dev/null || echo zbar-tools
  command -v dmtxread >/dev/null || echo dmtx-utils
  command -v qpdf >/dev/null || echo qpdf
}

# Runs a command for at most so many seconds; macOS has no `timeout`, but no apt-get either.
install() {
  export DEBIAN_FRONTEND=noninteractive
  timeout 300 apt-get -q update &&
    timeout 600 apt-get -q -o DPkg::Lock::Timeout=120 install --yes --no-install-recommends "$@"
} </dev/null 2>&1

packages=$(missing)
if [ -n "$packages" ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  # shellcheck disable=SC2086 # one word a package
  output=$(install $packages) || printf '%s\n' "$output"
  packages=$(missing)
fi
[ -z "$packages" ] && exit 0

names=${packages//$'\n'/ }
brew=${names/chromium/google-chrome}
brew=${brew/poppler-utils/poppler}
brew=${brew/zbar-tools/zbar}
echo "The tests need tools that are not on PATH; install them with: sudo apt-get install $names (Debian, Ubuntu) or brew install $brew (macOS)."
exit 1
