# shellcheck shell=bash
# Sourced by scripts/bench.sh: the sizes of the image, layer by layer. Needs image and base.

readonly OWN_LAYERS_MB=1100 JAVA_MB=200

# A layer's line of the Dockerfile, shortened to what a person recognises.
layer_name() {
    case "$1" in
        *docker-buildx*) echo "Debian packages: git, python3, docker, buildx, compose" ;;
        *COPY*"/usr/local/bin/node "*) echo "node" ;;
        *COPY*node_modules/npm*) echo "npm" ;;
        *COPY*/opt/greenlight/python*) echo "python tools" ;;
        *COPY*/opt/greenlight/runtime*) echo "java: runtime" ;;
        *COPY*/opt/greenlight/lib*) echo "java: libraries" ;;
        *COPY*" /opt/greenlight/ ") echo "java: Greenlight" ;;
        *aot-training.sh*\&\&* | *RUN*aot-training.sh* | *"sh /opt/greenlight/build/"*) echo "java: AOT cache" ;;
        *) printf '%s' "$1" | sed 's/^\/bin\/sh -c \(#(nop) *\)\?//' | cut -c 1-60 ;;
    esac
}

bench_image() {
    local own=0 java=0 total base_size bytes created name layers programs
    echo "Image $image, by layer (uncompressed)"
    layers=$(own_layers) || layers=
    while IFS=$'\t' read -r bytes created; do
        [ "${bytes:-0}" -gt 0 ] || continue
        name=$(layer_name "$created")
        printf '  %8.1f MB  %s\n' "$(awk "BEGIN { print $bytes / 1e6 }")" "$name"
        own=$((own + bytes))
        case "$name" in java:*) java=$((java + bytes)) ;; esac
    done <<< "$layers"
    total=$(docker image inspect --format '{{.Size}}' "$image")
    base_size=$((total - own))
    printf '  %8.1f MB  base\n' "$(awk "BEGIN { print $base_size / 1e6 }")"
    # An image without layers of its own, or without Java, was not looked at.
    limit "Own layers over the base" "$([ "$own" -eq 0 ] || echo "$((own / 1000000))")" "$OWN_LAYERS_MB" MB
    limit "Java part with its cache" "$([ "$java" -eq 0 ] || echo "$((java / 1000000))")" "$JAVA_MB" MB
    if programs=$(twice); then
        limit "Programs that are there twice" "$(grep -c . <<< "$programs")" 0 ""
        [ -z "$programs" ] || echo "$programs"
    else
        limit "Programs that are there twice" "" 0 ""
    fi
}

# The names of programs, or of the packages behind them, of which the image has more than one file. Fails when the image cannot be looked at.
twice() {
    docker run --rm --entrypoint sh "$image" -c 'find / -xdev -type f -perm /111 \
        \( -path "*/bin/*" -o -path "*/cli-plugins/*" -o -name npm-cli.js \) ! -path "*/node_modules/npm/node_modules/*" -size +40k' |
        sed 's|.*/||' | sort | uniq -d
}

# BYTES<tab>CREATED-BY of every step above the base, newest first.
own_layers() {
    local steps base_steps
    base_steps=$(docker history --quiet --no-trunc "$base" | wc -l) || return
    steps=$(docker history --quiet --no-trunc "$image" | wc -l) || return
    docker history --no-trunc --human=false --format '{{.Size}}\t{{.CreatedBy}}' "$image" | head -n "$((steps - base_steps))"
}
