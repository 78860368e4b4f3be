#!/usr/bin/env bash
# bench/run.sh [NAME]: what ./dev bench calls. Prints figures; judges nothing.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
wanted=${1:-}
run() {
    [ -z "$wanted" ] || [ "$wanted" = "$1" ] || return 0
    echo "== $1"
    shift
    "$@"
}
run fold build/release/bench/bench_fold
run replay build/release/bench/bench_replay 200000
run csv build/release/bench/bench_csv
run segment build/release/bench/bench_segment
run ledger_append build/release/bench/bench_ledger_append "$folder/ledger"
run start bash bench/start.sh
run import bash bench/import.sh
run ingest node bench/ingest.mjs
run contacts node bench/contacts.mjs
run card node bench/card.mjs
