#!/bin/sh
# Writes /etc/nginx/templates/**/NAME.template to /etc/nginx/conf.d/**/NAME. Only names that exist in the environment are
# replaced, so nginx's own $variables stay as they are.
set -e

templates=${NGINX_ENVSUBST_TEMPLATE_DIR:-/etc/nginx/templates}
suffix=${NGINX_ENVSUBST_TEMPLATE_SUFFIX:-.template}
output=${NGINX_ENVSUBST_OUTPUT_DIR:-/etc/nginx/conf.d}
filter=${NGINX_ENVSUBST_FILTER:-}

[ -d "$templates" ] || exit 0
if ! [ -w "$output" ]; then
    echo "$0: $templates exists, but $output is not writable" >&2
    exit 0
fi

names=$(awk -v filter="$filter" 'BEGIN { for (name in ENVIRON) if (name ~ filter && name ~ /^[A-Za-z_][A-Za-z0-9_]*$/) printf "${%s} ", name }')

find "$templates" -follow -type f -name "*$suffix" | while IFS= read -r template; do
    relative=${template#"$templates"/}
    target=$output/${relative%"$suffix"}
    mkdir -p "$(dirname "$target")"
    [ -n "${NGINX_ENTRYPOINT_QUIET_LOGS:-}" ] || echo "$0: Running envsubst on $template to $target"
    envsubst "$names" < "$template" > "$target"
done
