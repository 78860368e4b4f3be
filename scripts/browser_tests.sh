#!/usr/bin/env bash
# browser_tests.sh BATON [SPEC…]: drives the program's page in Chromium. Every file of tests has a demo company of
# its own, so that none reads what another wrote: made once, copied for each, opened while the file before is driven.
set -euo pipefail
program=$(readlink -f "$1")
shift
[ $# -gt 0 ] || set -- tests/e2e/*.spec.mjs
folder=$(mktemp -d)
log=build/browser.log
: >"$log"
# The page's types are made of what the program says of its API.
(cd ui && "$program" routes --json | npm run --silent schema -- --check)

declare -A servers
# How a server ends counts too: leaks are told last, and a server that died or hangs has failed.
end_server() {
    local ended=0
    kill "${servers[$1]}" 2>/dev/null || true
    wait "${servers[$1]}" || ended=$?
    unset "servers[$1]"
    [ "$ended" = 0 ] || echo "the server ended with $ended"
    if [ "$ended" != 0 ] || grep -qE '(Address|Leak|Thread|Memory)Sanitizer|runtime error:' "$folder/$1/err"; then
        tail -n 60 "$folder/$1/err"
        return 1
    fi
}
stop() {
    for at in "${!servers[@]}"; do end_server "$at" >/dev/null || true; done
    rm -rf "$folder"
}
trap stop EXIT

start_server() {
    mkdir -p "$folder/$1"
    : >"$folder/$1/out"
    [ ! -e "$folder/company" ] || cp -r "$folder/company" "$folder/$1/demo"
    timeout --kill-after=60 40m "$program" serve --demo --keep --private-webhooks --listen 127.0.0.1:0 \
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

make_company() {
    start_server made
    address_of made >/dev/null || { cat "$folder/made/err"; return 1; }
    end_server made
    mv "$folder/made/demo" "$folder/company"
}

# Tests that hang fail: ten minutes for a file (package.json), and the log says where.
drive() {
    local at=$1 spec=$2 url
    url=$(address_of "$at") || { cat "$folder/$at/err"; return 1; }
    (cd ui && BATON_URL="$url" timeout --kill-after=10 15m npm run --silent e2e -- "../$spec") >"$folder/$at/tap" 2>&1 \
        || { cat "$folder/$at/tap"; tail -n 20 "$folder/$at/err"; return 1; }
}

specs=("$@")
failed=()
make_company
start_server 0
for at in "${!specs[@]}"; do
    [ $((at + 1)) -ge ${#specs[@]} ] || start_server $((at + 1))
    drive "$at" "${specs[$at]}" || failed+=("${specs[$at]}")
    cat "$folder/$at/tap" >>"$log" 2>/dev/null || true
    end_server "$at" || failed+=("the server of ${specs[$at]}")
    rm -rf "${folder:?}/$at/demo"
done
awk '/^# (tests|pass|fail) / {n[$2] += $3} END {print "# tests " n["tests"] "\n# pass " n["pass"] "\n# fail " n["fail"] + 0}' "$log"
if [ ${#failed[@]} -gt 0 ]; then
    echo "failed: ${failed[*]}"
    exit 1
fi
