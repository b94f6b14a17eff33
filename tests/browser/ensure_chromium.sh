#!/bin/sh
# Finds the browser for the tests, or installs one, and prints "Chromium: <its path>". Looks, in this order, at the
# variable CHROMIUM, the PATH, Debian's package when root, and the browser that Playwright downloads.
set -eu
cd "$(dirname "$0")/../.."

announce() {
    if "$1" --version >/dev/null 2>&1; then
        echo "Chromium: $1"
        exit 0
    fi
}

on_path() {
    for name in chromium chromium-browser google-chrome google-chrome-stable; do
        if found="$(command -v "$name")"; then
            announce "$found"
        fi
    done
}

debian() {
    [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || return 1
    export DEBIAN_FRONTEND=noninteractive
    echo "Installing Debian's package chromium" >&2
    # Playwright's own driver needs libatomic1.
    { apt-get update && apt-get install -y chromium libatomic1; } </dev/null >/dev/null 2>&1
}

playwright() {
    [ -x .venv/bin/python ] || return 1
    echo "Downloading Playwright's Chromium" >&2
    .venv/bin/python -m playwright install chromium </dev/null >/dev/null 2>&1 || return 1
    found="$(.venv/bin/python -c 'from playwright.sync_api import sync_playwright
with sync_playwright() as browsers:
    print(browsers.chromium.executable_path)')"
}

if [ -n "${CHROMIUM:-}" ]; then
    announce "$CHROMIUM"
    echo "CHROMIUM=$CHROMIUM does not start: correct that variable, or unset it." >&2
    exit 1
fi
on_path
if debian; then
    on_path
fi
if playwright; then
    announce "$found"
fi
echo "No Chromium for the browser tests: install one, or set CHROMIUM to the path of its program." >&2
exit 1
