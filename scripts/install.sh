# Installs what is missing and nothing else. Sourced by ./dev.

missing_packages() {
    local package
    while read -r package; do
        if [ "$package" = npm ] && command -v npm >/dev/null && command -v node >/dev/null; then
            continue
        fi
        dpkg-query -W -f='${Status}\n' "$package" 2>/dev/null | grep -q 'ok installed' || echo "$package"
    done < <(grep -v '^#' scripts/debian-packages)
}

install_packages() {
    local packages as_root=""
    mapfile -t packages < <(missing_packages)
    if [ "${#packages[@]}" -gt 0 ]; then
        [ "$(id -u)" = 0 ] || as_root=sudo
        echo "installing ${packages[*]}"
        $as_root apt-get -o DPkg::Lock::Timeout=300 -qq update
        DEBIAN_FRONTEND=noninteractive $as_root apt-get -o DPkg::Lock::Timeout=300 -qq install -y \
            --no-install-recommends "${packages[@]}" >/dev/null
    fi
    use_recent_node
}

# The page is built with node 20 or later; where the system's is older, npm's `node` package brings one.
use_recent_node() {
    local major
    major=$(node --version 2>/dev/null | sed 's/^v\([0-9]*\).*/\1/')
    if [ "${major:-0}" -ge 20 ]; then
        return
    fi
    if [ ! -x build/node/node_modules/node/bin/node ]; then
        mkdir -p build/node
        npm install --loglevel=error --prefix build/node node@22
    fi
    PATH="$PWD/build/node/node_modules/node/bin:$PATH"
    export PATH
}
