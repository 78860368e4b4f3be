#!/usr/bin/env bash
# check_source.sh FILE: clang-19 and clang-tidy-19 on one source; a pass is remembered by the hash of
# what the compiler saw, so an unchanged file costs one preprocessing.
set -uo pipefail
file=$1
command=$(python3 - "$file" <<'PY'
import json, os, shlex, sys
want = os.path.abspath(sys.argv[1])
for entry in json.load(open("build/check/compile_commands.json")):
    if os.path.abspath(os.path.join(entry["directory"], entry["file"])) == want:
        words = [w for w in shlex.split(entry["command"]) if not w.endswith("ccache")]
        out = words.index("-o")
        del words[out:out + 2]
        words.remove("-c")
        print(shlex.join(words))
        break
PY
)
[ -n "$command" ] || exit 0
stamp=build/check/seen/$({ eval "$command -E -P" 2>/dev/null; cat .clang-tidy "$file"; } | sha256sum | cut -c1-40)
[ ! -e "$stamp" ] || exit 0
eval "$command -fsyntax-only" || exit 255
clang-tidy-19 -p build/check --quiet "$file" 2>/dev/null || exit 255
mkdir -p build/check/seen
touch "$stamp"
