#!/usr/bin/env bash
# How long an empty workspace takes until it answers, and what it then holds in memory. Five starts.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
for round in 1 2 3 4 5; do
    begin=$(date +%s%N)
    build/release/baton serve --listen 127.0.0.1:0 --data "$folder/$round" >"$folder/out" 2>/dev/null &
    server=$!
    until grep -q listening "$folder/out"; do sleep 0.005; done
    url=$(sed -n 's/^listening on //p' "$folder/out")
    until curl -fs "$url/healthz" >/dev/null; do sleep 0.005; done
    end=$(date +%s%N)
    sleep 1
    echo "start $(((end - begin) / 1000000)) ms, idle $(awk '/VmRSS/ {print int($2 / 1024)}' "/proc/$server/status") MiB"
    kill "$server"
    wait "$server" || true
done
