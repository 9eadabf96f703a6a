#!/bin/sh
# Runs what lies in /docker-entrypoint.d in version order before nginx starts: *.envsh is sourced, an executable *.sh is run.
set -e

say() {
    [ -n "${NGINX_ENTRYPOINT_QUIET_LOGS:-}" ] || echo "$0: $*"
}

if [ "$1" = nginx ] || [ "$1" = nginx-debug ]; then
    # Names in this folder belong to the image's author and hold no line breaks.
    for hook in $(find /docker-entrypoint.d/ -follow -type f | sort -V); do
        case "$hook" in
            *.envsh)
                # shellcheck source=/dev/null
                if [ -x "$hook" ]; then say "Sourcing $hook"; . "$hook"; else say "Ignoring $hook, not executable"; fi
                ;;
            *.sh)
                if [ -x "$hook" ]; then say "Launching $hook"; "$hook"; else say "Ignoring $hook, not executable"; fi
                ;;
            *) say "Ignoring $hook" ;;
        esac
    done
    say "Configuration complete; ready for start up"
fi

exec "$@"
