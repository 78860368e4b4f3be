# The steps of building and testing. Sourced by ./dev.

step() { printf '\n== %s (%s)\n' "$1" "$(date -u +%H:%M:%S)"; }

cpp_files() { git ls-files --cached --others --exclude-standard -- '*.cpp' '*.hpp'; }

build_page() {
    local stamp
    stamp=$(cd ui && find . -path ./node_modules -prune -o -path ./dist -prune -o -type f -print0 \
        | sort -z | xargs -0 sha256sum | sha256sum | cut -d' ' -f1)
    if [ -f ui/dist/index.html ] && [ "$(cat build/page.stamp 2>/dev/null)" = "$stamp" ]; then
        return
    fi
    step "page: build"
    install_page_packages
    (cd ui && npm run --silent build)
    mkdir -p build
    echo "$stamp" >build/page.stamp
}

install_page_packages() {
    if [ ui/package-lock.json -nt ui/node_modules/.package-lock.json ]; then
        (cd ui && npm ci --loglevel=error)
    fi
}

build_preset() {
    local preset=$1
    shift
    step "build: $preset"
    cmake --preset "$preset" >"build/$preset.configure.log" 2>&1 || { cat "build/$preset.configure.log"; return 1; }
    cmake --build --preset "$preset" ${1:+--target "$@"} | tail -n 3
}

check_format() {
    step "source: clang-format"
    cpp_files | xargs clang-format-19 --dry-run --Werror
}

# What ./dev run starts, by g++; every source was compiled by clang-19 before.
build_shipped() {
    build_preset release
}

check_source() {
    step "source: clang-tidy-19"
    cmake --preset check >build/check.configure.log 2>&1 || { cat build/check.configure.log; return 1; }
    cpp_files | grep '\.cpp$' | xargs -P "$(nproc)" -n 1 bash scripts/check_source.sh
}

test_page() {
    step "page: lint, types, unit tests"
    install_page_packages
    (cd ui && npm run --silent lint && npm run --silent typecheck && npm run --silent test && npm run --silent size)
}

test_browser() {
    step "browser: the built program in Chromium"
    bash scripts/browser_tests.sh build/asan/baton
}

run_all_tests() {
    mkdir -p build
    export ASAN_OPTIONS=detect_leaks=1:strict_string_checks=1 UBSAN_OPTIONS=print_stacktrace=1
    ASAN_SYMBOLIZER_PATH=$(command -v llvm-symbolizer-19 || command -v llvm-symbolizer || true)
    export ASAN_SYMBOLIZER_PATH
    [ "${1:-}" != --long ] || export BATON_TEST_LONG=1
    build_page
    test_page
    check_format
    build_preset asan
    step "test: everything under ASan and UBSan"
    ctest --test-dir build/asan --output-on-failure -j "$(nproc)"
    build_preset tsan ${BATON_TEST_LONG:+test_engine test_http} test_ledger test_store test_deliver
    step "test: threads under TSan"
    ctest --test-dir build/tsan --output-on-failure -R "^(ledger|store|deliver${BATON_TEST_LONG:+|engine|http})$"
    test_browser
    build_shipped
    check_source
    [ "${1:-}" != --long ] || bash scripts/long_tests.sh
    echo
    echo "$(passed_count) passed, 0 failed"
}

# gtest cases of the sanitized build plus the browser's; every earlier failure has ended the run.
passed_count() {
    cat build/asan/Testing/Temporary/LastTest.log build/browser.log 2>/dev/null \
        | awk '/^\[  PASSED  \]/ {n += $4} /^# pass / {n += $3} END {print n + 0}'
}
