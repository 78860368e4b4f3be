#!/usr/bin/env bash
# What takes too long for every run: 10,000 random agreements and histories against the oracle, and fuzzers
# for ten minutes each. Other tests read BATON_TEST_LONG themselves.
set -euo pipefail
echo "the engine against the oracle: ${ORACLE_CASES:=10000} cases"
RC_PARAMS="max_success=$((ORACLE_CASES / 2))" build/asan/tests/test_lifecycle --gtest_filter='OracleAgrees*:LiveIsReplay*'
cmake --preset fuzz >build/fuzz.configure.log 2>&1 || { cat build/fuzz.configure.log; exit 1; }
cmake --build --preset fuzz | tail -n 3
for fuzzer in build/fuzz/tests/fuzz/fuzz_*; do
    [ -x "$fuzzer" ] && [ -f "$fuzzer" ] || continue
    name=$(basename "$fuzzer")
    echo "fuzzing: $name"
    mkdir -p "build/fuzz/corpus/$name"
    corpus="tests/fuzz/corpus/${name#fuzz_}"
    "$fuzzer" -max_total_time="${FUZZ_SECONDS:-600}" "build/fuzz/corpus/$name" ${corpus:+$( [ -d "$corpus" ] && echo "$corpus" )}
done
