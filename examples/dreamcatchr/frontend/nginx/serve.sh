#!/bin/sh
# Runs nginx so that SIGTERM, which Cloud Run and Kubernetes send, ends it gracefully: no new connections, requests in
# flight are finished. nginx itself takes SIGTERM for "at once" and only SIGQUIT for "gracefully".

server=''

stop() {
    [ -n "$server" ] || exit 0
    # Before nginx has written its pid file there is nothing in flight, and nobody who knows SIGQUIT.
    if [ -s /tmp/nginx.pid ]; then
        kill -QUIT "$server"
    else
        kill -TERM "$server"
    fi
}
trap stop TERM INT QUIT

/docker-entrypoint.sh "$@" &
server=$!

# A signal ends the wait, not the server.
while :; do
    wait "$server"
    status=$?
    kill -0 "$server" 2> /dev/null || exit "$status"
done
