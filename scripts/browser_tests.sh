#!/usr/bin/env bash
# browser_tests.sh BATON: starts the program on a demo company and drives its page in Chromium.
set -euo pipefail
program=$(readlink -f "$1")
folder=$(mktemp -d)
# The page's types are made of what the program says of its API.
(cd ui && "$program" routes --json | npm run --silent schema -- --check)
log=build/browser.log
timeout --kill-after=60 40m "$program" serve --demo --private-webhooks --listen 127.0.0.1:0 --data "$folder/demo" >"$folder/out" 2>"$folder/err" &
server=$!
stop() {
    kill "$server" 2>/dev/null || true
    wait "$server" 2>/dev/null || true
    rm -rf "$folder"
}
trap stop EXIT
for _ in $(seq 600); do
    url=$(sed -n 's/^listening on //p' "$folder/out")
    [ -z "$url" ] || break
    kill -0 "$server" 2>/dev/null || { cat "$folder/err"; echo "the server ended early"; exit 1; }
    sleep 0.2
done
[ -n "${url:-}" ] || { cat "$folder/err"; echo "the server did not start"; exit 1; }
# A file of tests has ten minutes (package.json), all of them half an hour: what hangs fails, and the log says where.
failed=0
(cd ui && BATON_URL="$url" timeout --kill-after=10 30m npm run --silent e2e) >"$log" 2>&1 || failed=1
if [ "$failed" = 1 ]; then
    cat "$log"
    tail -n 20 "$folder/err"
    exit 1
fi
grep -E '^# (tests|pass|fail) ' "$log" || tail -n 8 "$log"
if grep -qE 'ERROR: AddressSanitizer|runtime error:' "$folder/err"; then
    cat "$folder/err"
    exit 1
fi
