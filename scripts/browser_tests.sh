#!/usr/bin/env bash
# browser_tests.sh BATON [SPEC…]: drives the program's page in Chromium. Every file of tests has a demo company of
# its own, so that none reads what another wrote; the next company is made while the tests of one run.
set -euo pipefail
program=$(readlink -f "$1")
shift
[ $# -gt 0 ] || set -- tests/e2e/*.spec.mjs
folder=$(mktemp -d)
log=build/browser.log
: >"$log"
# The page's types are made of what the program says of its API.
(cd ui && "$program" routes --json | npm run --silent schema -- --check)

servers=()
stop_server() {
    kill "${servers[$1]}" 2>/dev/null || true
    wait "${servers[$1]}" 2>/dev/null || true
    rm -rf "${folder:?}/$1/demo"
}
stop() {
    for at in "${!servers[@]}"; do stop_server "$at"; done
    rm -rf "$folder"
}
trap stop EXIT

start_server() {
    mkdir -p "$folder/$1"
    timeout --kill-after=60 40m "$program" serve --demo --private-webhooks --listen 127.0.0.1:0 \
        --data "$folder/$1/demo" >"$folder/$1/out" 2>"$folder/$1/err" &
    servers[$1]=$!
}

# Prints where the server listens, once it does.
address_of() {
    local url
    for _ in $(seq 900); do
        url=$(sed -n 's/^listening on //p' "$folder/$1/out")
        [ -z "$url" ] || { echo "$url"; return 0; }
        kill -0 "${servers[$1]}" 2>/dev/null || { echo "the server ended early" >&2; return 1; }
        sleep 0.2
    done
    echo "the server did not start" >&2
    return 1
}

# Tests that hang fail: ten minutes for a file (package.json), and the log says where.
drive() {
    local at=$1 spec=$2 url
    url=$(address_of "$at") || { cat "$folder/$at/err"; return 1; }
    (cd ui && BATON_URL="$url" timeout --kill-after=10 15m npm run --silent e2e -- "../$spec") >"$folder/$at/tap" 2>&1 \
        || { cat "$folder/$at/tap"; tail -n 20 "$folder/$at/err"; return 1; }
    if grep -qE 'ERROR: AddressSanitizer|runtime error:' "$folder/$at/err"; then
        cat "$folder/$at/err"
        return 1
    fi
}

specs=("$@")
failed=()
start_server 0
for at in "${!specs[@]}"; do
    [ $((at + 1)) -ge ${#specs[@]} ] || start_server $((at + 1))
    drive "$at" "${specs[$at]}" || failed+=("${specs[$at]}")
    cat "$folder/$at/tap" >>"$log" 2>/dev/null || true
    stop_server "$at"
done
awk '/^# (tests|pass|fail) / {n[$2] += $3} END {print "# tests " n["tests"] "\n# pass " n["pass"] "\n# fail " n["fail"] + 0}' "$log"
if [ ${#failed[@]} -gt 0 ]; then
    echo "failed: ${failed[*]}"
    exit 1
fi
