#!/usr/bin/env bash
# Fails when a layer that an image adds to its base holds one of this machine's own certificate authorities:
# scripts/lib/authorities-check.sh [IMAGE [BASE]]
# A stand-in base holds them (see stand-ins.sh), an official base does not; what we publish must not either way.
set -euo pipefail
image=${1:-greenlight:local}
base=${2:-debian:trixie-slim}

mapfile -t authorities < <(find /usr/local/share/ca-certificates -name '*.crt' -type f 2> /dev/null)
if [ ${#authorities[@]} -eq 0 ]; then
    echo "authorities-check: this machine has no authorities of its own"
    exit 0
fi
work=$(mktemp -d "${TMPDIR:-/tmp}/greenlight-layers.XXXXXX")
trap 'rm -rf "$work"' EXIT

# As text (PEM) by its second line, as bytes (DER, in a Java store) by the end of its signature.
for authority in "${authorities[@]}"; do
    openssl x509 -in "$authority" -outform PEM | sed -n 3p >> "$work/lines"
    openssl x509 -in "$authority" -outform DER | tail -c 24 | od -An -v -tx1 | tr -d '\n' | sed 's/ /\\x/g' >> "$work/bytes"
    echo >> "$work/bytes"
done

docker save "$image" | tar -x -C "$work"
own=$(docker image inspect --format '{{len .RootFS.Layers}}' "$image")
below=$(docker image inspect --format '{{len .RootFS.Layers}}' "$base")
# Layers in the archive's manifest go from the base up.
mapfile -t layers < <(sed 's/.*"Layers":\[\([^]]*\)\].*/\1/' "$work/manifest.json" | tr -d '"' | tr ',' '\n')
found=0
for layer in "${layers[@]:$below}"; do
    rm -rf "$work/layer"
    mkdir "$work/layer"
    tar -x -f "$work/$layer" -C "$work/layer" --no-same-owner
    if grep -rlF -f "$work/lines" "$work/layer" || LC_ALL=C grep -rlaP -f <(paste -sd '|' "$work/bytes") "$work/layer"; then
        found=1
    fi
done
[ "$found" = 0 ] || {
    echo "authorities-check: $image: the files above hold an authority of this machine" >&2
    exit 1
}
echo "authorities-check: $image: none of this machine's ${#authorities[@]} authority files in $((own - below)) layers over $base"
