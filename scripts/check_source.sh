#!/usr/bin/env bash
# check_source.sh FILE: clang-tidy-19 on a source of the rooms in scripts/tidy_rooms, which are clean and
# stay so (the list only grows), and clang-19 on the fuzzers, which nothing else compiles every time. A
# pass is remembered by the hash of all that was judged and by what, beside what ccache remembers, so an
# unchanged file costs one preprocessing, in another clone too.
# Headers are checked with the sources that include them. Prints what is wrong and exits with 1.
set -uo pipefail
file=$1
seen=$(ccache -k cache_dir)/baton-clang-tidy
[[ $file != *.hpp ]] || exit 0
tidy=$(grep -x "$(dirname "$file")" scripts/tidy_rooms)
[[ -n $tidy || $file == tests/fuzz/* ]] || exit 0

command=$(python3 - "$file" <<'PY'
import json, os, shlex, sys
want = os.path.abspath(sys.argv[1])
for entry in json.load(open("build/check/compile_commands.json")):
    if os.path.abspath(os.path.join(entry["directory"], entry["file"])) == want:
        words = shlex.split(entry["command"])
        words = words[next(i for i, word in enumerate(words) if "clang++" in word):]
        out = words.index("-o")
        del words[out:out + 2]
        words.remove("-c")
        print(shlex.join(words))
        break
PY
)
if [ -z "$command" ]; then
    echo "$file: no target of the check preset compiles it" >&2
    exit 1
fi

judged_by() { clang-tidy-19 -p build/check --dump-config "$file"; clang-tidy-19 --version; cat "$0"; echo "${BATON_TEST_LONG:-}"; }
stamp=$seen/$({ eval "$command -E -P" 2>/dev/null; cat "$file"; judged_by; } | sha256sum | cut -c1-40)
[ ! -e "$stamp" ] || exit 0

if [ -z "$tidy" ]; then
    eval "$command -fsyntax-only" || exit 1
    mkdir -p "$seen"
    touch "$stamp"
    exit 0
fi

# The static analyser costs more than all the rest together: it runs in ./dev test --long.
checks=clang-diagnostic-*
[ -n "${BATON_TEST_LONG:-}" ] || checks+=,-clang-analyzer-*
output=$(clang-tidy-19 -p build/check --quiet --checks="$checks" "$file" 2>&1)
status=$?
findings=$(grep -v ' warnings\? generated' <<<"$output")
if [ "$status" -ne 0 ] || [ -n "$findings" ]; then
    printf '%s\n' "$findings" >&2
    exit 1
fi
mkdir -p "$seen"
touch "$stamp"
