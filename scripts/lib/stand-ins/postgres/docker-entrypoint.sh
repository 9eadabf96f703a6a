#!/usr/bin/env bash
# PostgreSQL's official entry point, as far as its documentation promises: POSTGRES_USER, POSTGRES_PASSWORD, POSTGRES_DB,
# POSTGRES_INITDB_ARGS, POSTGRES_INITDB_WALDIR, POSTGRES_HOST_AUTH_METHOD (each also as NAME_FILE), PGDATA and
# /docker-entrypoint-initdb.d. The data folder is set up once; later starts only run the server.
set -Eeo pipefail

fail() {
    printf 'Error: %s\n' "$*" >&2
    exit 1
}

# from_file NAME [DEFAULT]: NAME from the environment, or from the file that NAME_FILE names, or the default.
from_file() {
    local name=$1 file_name=$1_FILE value=${2:-}
    [ -z "${!name:-}" ] || [ -z "${!file_name:-}" ] || fail "both $name and $file_name are set (but are exclusive)"
    if [ -n "${!name:-}" ]; then
        value=${!name}
    elif [ -n "${!file_name:-}" ]; then
        value=$(< "${!file_name}")
    fi
    export "$name"="$value"
    unset "$file_name"
}

run_hooks() {
    local hook psql=(psql -v ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" --no-password --no-psqlrc)
    for hook in /docker-entrypoint-initdb.d/*; do
        case "$hook" in
            *.sh)
                echo "$0: running $hook"
                # shellcheck source=/dev/null
                if [ -x "$hook" ]; then "$hook"; else . "$hook"; fi
                ;;
            *.sql) echo "$0: running $hook"; "${psql[@]}" -f "$hook" ;;
            *.sql.gz) echo "$0: running $hook"; gunzip -c "$hook" | "${psql[@]}" ;;
            *.sql.xz) echo "$0: running $hook"; xzcat "$hook" | "${psql[@]}" ;;
            *) echo "$0: ignoring $hook" ;;
        esac
    done
}

set_up() {
    if [ -z "$POSTGRES_PASSWORD" ] && [ "$POSTGRES_HOST_AUTH_METHOD" != trust ]; then
        fail "Database is uninitialized and superuser password is not specified.
       You must specify POSTGRES_PASSWORD to a non-empty value for the superuser,
       or POSTGRES_HOST_AUTH_METHOD=trust to allow all connections without a password."
    fi
    [ -z "$POSTGRES_INITDB_WALDIR" ] || set -- --waldir="$POSTGRES_INITDB_WALDIR"
    # The arguments are a shell line by contract.
    eval "initdb --username=\"\$POSTGRES_USER\" --pwfile=<(printf '%s\n' \"\$POSTGRES_PASSWORD\") $POSTGRES_INITDB_ARGS \"\$@\""
    : "${POSTGRES_HOST_AUTH_METHOD:=$(postgres -C password_encryption)}"
    printf '\nhost all all all %s\n' "$POSTGRES_HOST_AUTH_METHOD" >> "$PGDATA/pg_hba.conf"

    # No network while the hooks run: nobody may take the half-built database for the real one.
    PGUSER=$POSTGRES_USER pg_ctl -D "$PGDATA" -o "-c listen_addresses='' -p 5432" -w start
    export PGPASSWORD=$POSTGRES_PASSWORD
    if [ "$POSTGRES_DB" != postgres ]; then
        echo 'CREATE DATABASE :"db";' \
            | psql -v ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres --no-password --no-psqlrc --set db="$POSTGRES_DB"
    fi
    run_hooks
    PGUSER=$POSTGRES_USER pg_ctl -D "$PGDATA" -m fast -w stop
    unset PGPASSWORD
    printf '\nPostgreSQL init process complete; ready for start up.\n\n'
}

[ "${1:0:1}" != - ] || set -- postgres "$@"

if [ "$1" = postgres ] && [[ " $* " != *" --version "* && " $* " != *" --help "* ]]; then
    if [ "$(id -u)" = 0 ]; then
        mkdir -p "$PGDATA"
        chmod 00700 "$PGDATA"
        find "$PGDATA" \! -user postgres -exec chown postgres '{}' +
        mkdir -p /var/run/postgresql
        chmod 03775 /var/run/postgresql
        find /var/run/postgresql \! -user postgres -exec chown postgres '{}' +
        exec gosu postgres "${BASH_SOURCE[0]}" "$@"
    fi
    if [ ! -s "$PGDATA/PG_VERSION" ]; then
        from_file POSTGRES_PASSWORD
        from_file POSTGRES_USER postgres
        from_file POSTGRES_DB "$POSTGRES_USER"
        from_file POSTGRES_INITDB_ARGS
        : "${POSTGRES_HOST_AUTH_METHOD:=}" "${POSTGRES_INITDB_WALDIR:=}"
        set_up
    else
        printf '\nPostgreSQL Database directory appears to contain a database; Skipping initialization\n\n'
    fi
fi

exec "$@"
