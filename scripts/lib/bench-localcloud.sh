# shellcheck shell=bash
# Sourced by scripts/bench.sh: the local cloud's proxy against nginx in the same run, its API's times, and a thousand services.
#
# LAUNCH     how Greenlight is called; default: the jar, built when needed, by JDK 25 with the options that the image gives the local cloud,
#            without an AOT cache
# SECONDS_EACH, PROXY_ROUNDS, CONNECTIONS, SERVICES, REVISIONS: how much is measured

readonly PROXY_RPS=3000 PROXY_RATIO=2 API_MS=5 MEMORY_MB=512 START_MS=1000
readonly BENCH_API=18787 BENCH_BACKEND=18081 BENCH_NGINX=18082

# wrk_line URL [SCRIPT [CONNECTIONS]]: "requests/s p50 p99 errors", times in ms; errors are answers that are not 2xx and requests without an
# answer. Nothing when wrk does not measure.
wrk_line() {
    { wrk -t 1 -c "${3:-$connections}" -d "${each}s" --latency ${2:+-s "$2"} "$1" || true; } | awk '
        function ms(text) { if (text ~ /us$/) return text / 1000; if (text ~ /ms$/) return text + 0; return text * 1000 }
        /^ +50%/ { p50 = ms($2) } /^ +99%/ { p99 = ms($2) } /^Requests\/sec/ { rps = $2 } /Non-2xx/ { bad += $NF }
        /Socket errors:/ { gsub(",", ""); bad += $4 + $6 + $8 + $10 }
        END { if (rps != "" && p99 != "") printf "%.0f %.3f %.3f %d\n", rps, p50, p99, bad }'
}

# middle FILE FIELD: the median over the rounds
middle() { sort -n -k "$2,$2" "$1" | awk -v field="$2" '{ value[NR] = $field } END { print value[int((NR + 1) / 2)] }'; }

api() { curl -sS --fail -X "$1" "http://127.0.0.1:$BENCH_API$2" -H 'Content-Type: application/json' ${3:+-d "$3"}; }

bench_nginx() {
    cat > "$work/nginx.conf" <<CONF
worker_processes 2; daemon off; pid $work/nginx.pid; error_log $work/nginx.err;
events { worker_connections 4096; }
http {
  access_log off; keepalive_requests 1000000000;
  client_body_temp_path $work/1; proxy_temp_path $work/2; fastcgi_temp_path $work/3; uwsgi_temp_path $work/4; scgi_temp_path $work/5;
  upstream back { server 127.0.0.1:$BENCH_BACKEND; keepalive 256; keepalive_requests 1000000000; }
  server { listen 127.0.0.1:$BENCH_BACKEND backlog=4096; location / { return 200 "ok"; } }
  server {
    listen 127.0.0.1:$BENCH_NGINX backlog=4096;
    location / { proxy_pass http://back; proxy_http_version 1.1; proxy_set_header Connection ""; }
  }
}
CONF
    nginx -c "$work/nginx.conf" -p "$work" & bench_pids+=($!)
}

# Waits until the process SERVER answers the API; one that has ended never will.
bench_await() {
    local server=$1 waited
    for waited in $(seq 200); do
        api GET /v2/projects/bench/locations/here/services > /dev/null 2>&1 && return
        kill -0 "$server" 2> /dev/null || break
        sleep 0.1
    done
    tail -n 20 "$work/cloud.log" >&2
    kill "${bench_pids[@]}" 2> /dev/null || true
    engine_die "the local cloud does not answer after $waited tries; its output is above"
}

# Makes one service whose requests go to nginx's trivial back end, and prints its address.
bench_service() {
    local services=/v2/projects/bench/locations/here/services operation
    operation=$(api POST "$services?serviceId=trivial" "{\"template\":{\"maxInstanceRequestConcurrency\":1000,\"containers\":[
        {\"image\":\"trivial\",\"env\":[{\"name\":\"IN_PROCESS_ADDRESS\",\"value\":\"127.0.0.1:$BENCH_BACKEND\"}]}]}}" | jq -r .name)
    api POST "/v2/$operation:wait" '{}' > /dev/null
    api POST "$services/trivial:setIamPolicy" \
        '{"policy":{"bindings":[{"role":"roles/run.invoker","members":["allUsers"]}]}}' > /dev/null
    api POST "/v1/projects/bench/secrets?secretId=key" '{"replication":{"automatic":{}}}' > /dev/null
    api POST "/v1/projects/bench/secrets/key:addVersion" '{"payload":{"data":"c2VjcmV0"}}' > /dev/null
    api GET "$services/trivial" | jq -r .uri
}

# added FIELD [-paced]: what the local cloud adds to the back end's time, as a multiple of what nginx adds; nothing when one was not measured
added() {
    local direct nginx ours
    direct=$(middle "$work/direct${2:-}" "$1") nginx=$(middle "$work/nginx${2:-}" "$1") ours=$(middle "$work/local${2:-}" "$1")
    [ -n "$direct" ] && [ -n "$nginx" ] && [ -n "$ours" ] || return 0
    awk "BEGIN { nginx = $nginx - $direct; if (nginx < 0.01) nginx = 0.01; printf \"%.2f\", ($ours - $direct) / nginx }"
}

# errors FILE: of all rounds; nothing when one of them was not measured
errors() { awk -v rounds="$rounds" '{ sum += $4 } END { if (NR == rounds) print sum + 0 }' "$1"; }

# short_of RATE FILE: how many requests a second are missing to it
short_of() { middle "$2" 1 | awk -v rate="$1" 'NF { print ($1 < rate ? rate - $1 : 0) }'; }

bench_proxy() {
    local url=$1 round
    wrk -t 1 -c 32 -d 10s "$url/" > /dev/null
    wrk -t 1 -c 32 -d 5s -s "$work/post.lua" "$url/" > /dev/null
    for round in $(seq "$rounds"); do
        wrk_line "http://127.0.0.1:$BENCH_BACKEND/" >> "$work/direct"
        wrk_line "http://127.0.0.1:$BENCH_NGINX/" >> "$work/nginx"
        wrk_line "$url/" >> "$work/local"
        wrk_line "$url/" "$work/post.lua" >> "$work/posts"
        # At full speed a 99th percentile says above all how many requests wait for a processor. What a proxy adds shows better at one pace for all.
        wrk_line "http://127.0.0.1:$BENCH_BACKEND/" "$work/pace.lua" 32 >> "$work/direct-paced"
        wrk_line "http://127.0.0.1:$BENCH_NGINX/" "$work/pace.lua" 32 >> "$work/nginx-paced"
        wrk_line "$url/" "$work/pace.lua" 32 >> "$work/local-paced"
    done
    echo "Proxy, medians of $rounds rounds of $each s, $connections connections (requests/s, 50th and 99th percentile in ms, errors)"
    for what in direct nginx local posts direct-paced nginx-paced local-paced; do
        printf '  %-12s %8s %8s %8s %4s\n' "$what" "$(middle "$work/$what" 1)" "$(middle "$work/$what" 2)" \
            "$(middle "$work/$what" 3)" "$(middle "$work/$what" 4)"
    done
    for what in direct nginx local posts direct-paced nginx-paced local-paced; do
        limit "Requests to $what without a good answer" "$(errors "$work/$what")" 0 ""
    done
    limit "Requests a second short of $PROXY_RPS" "$(short_of "$PROXY_RPS" "$work/local")" 0 /s
    limit "POST requests a second short of $PROXY_RPS" "$(short_of "$PROXY_RPS" "$work/posts")" 0 /s
    echo "  added to the back end's 50th percentile at one pace: $(added 2 -paced) times what nginx adds"
    limit "Added 99th percentile at one pace, against nginx's" "$(added 3 -paced)" "$PROXY_RATIO" x
    limit "Added 99th percentile at full speed, against nginx's" "$(added 3)" "$PROXY_RATIO" x
}

# bench_api WHEN
bench_api() {
    local base="http://127.0.0.1:$BENCH_API" services=/v2/projects/bench/locations/here/services call line
    declare -A url=([get]="$services/trivial" [patch]="$services/trivial?updateMask=labels" [list]="$services?pageSize=20"
        [access]=/v1/projects/bench/secrets/key/versions/latest:access)
    echo "API $1, one connection (requests/s, 50th and 99th percentile in ms, errors)"
    for call in get patch list access; do
        local script=
        [ "$call" != patch ] || script=$work/patch.lua
        wrk_line "$base${url[$call]}" "$script" 1 > /dev/null
        line=$(wrk_line "$base${url[$call]}" "$script" 1)
        printf '  %-12s %8s %8s %8s %4s\n' "$call" $line
        limit "API $1: $call, 99th percentile" "$(cut -d ' ' -f 3 <<< "$line")" "$API_MS" ms
        limit "API $1: $call, requests without a good answer" "$(cut -d ' ' -f 4 <<< "$line")" 0 ""
    done
}

# Before anything else runs: from the command to the first good answer, with an empty state folder each time.
bench_start() {
    local least median
    # shellcheck disable=SC2086 # a command line
    read -r least median < <(python3 "$here/lib/start-time.py" "${STARTS:-10}" "$BENCH_API" $LAUNCH local-cloud --workloads in-process \
        --state '{state}' --port "$BENCH_API" --first-service-port 21000) || engine_die "the local cloud does not start"
    echo "Start to the first good answer, ${STARTS:-10} starts of \"$LAUNCH\": least $least ms, median $median ms"
    limit "Start to the first good answer, median" "$median" "$START_MS" ms
    # As its users start it, when the image is there; the start of a container is part of it.
    docker image inspect "$image" > /dev/null 2>&1 || return 0
    read -r least median < <(python3 "$here/lib/start-time.py" "${STARTS:-10}" "$BENCH_API" docker run --rm --network host "$image" \
        local-cloud --workloads in-process --state '{state}' --port "$BENCH_API" --first-service-port 21000) ||
        engine_die "the image's local cloud does not start"
    echo "Start to the first good answer, ${STARTS:-10} times docker run $image: least $least ms, median $median ms"
    limit "Start of a container to the first good answer, median" "$median" "$START_MS" ms
}

bench_localcloud() {
    local work bench_pids=() each=${SECONDS_EACH:-5} rounds=${PROXY_ROUNDS:-3} connections=${CONNECTIONS:-8} server url
    for tool in nginx:nginx-light wrk:wrk jq:jq curl:curl; do ensure_tool "${tool%%:*}" "${tool##*:}"; done
    if [ -z "${LAUNCH:-}" ]; then
        local root
        root=$(cd "$here/.." && pwd)
        # shellcheck source=scripts/lib/build.sh
        . "$here/lib/build.sh"
        ensure_jdk25
        build_jar
        LAUNCH="$JDK25_HOME/bin/java -XX:+UseSerialGC @$root/scripts/image/local-cloud.options -jar $root/target/greenlight.jar"
    fi
    bench_start
    work=$(mktemp -d)
    printf 'wrk.method = "POST"\nwrk.body = "x=1"\n' > "$work/post.lua"
    # With 32 connections about 3,000 requests a second.
    printf 'math.randomseed(7)\nfunction delay() return math.random(5, 15) end\n' > "$work/pace.lua"
    printf 'local n = 0\nfunction request() n = n + 1\n return wrk.format("PATCH", nil, {["Content-Type"] = "application/json"}, %s) end\n' \
        "'{\"labels\":{\"n\":\"' .. n .. '\"}}'" > "$work/patch.lua"
    bench_nginx
    # shellcheck disable=SC2086 # a command line
    $LAUNCH local-cloud --workloads in-process --state "$work/state" \
        --port "$BENCH_API" --first-service-port 21000 --idle 1m > "$work/cloud.log" 2>&1 & server=$!
    bench_pids+=("$server")
    bench_await "$server"
    url=$(bench_service)
    echo "Local cloud (load average $(cut -d ' ' -f 1-3 /proc/loadavg) on $(nproc) processors)"
    bench_proxy "$url"
    bench_api "with one service"
    python3 "$here/lib/localcloud-fill.py" "$BENCH_API" "${SERVICES:-1000}" "${REVISIONS:-10}" "$BENCH_BACKEND" || broken=1
    bench_api "with ${SERVICES:-1000} services"
    limit "The server's resident memory, at most" "$(awk '/VmHWM/ { printf "%d", $2 / 1024 }' "/proc/$server/status")" "$MEMORY_MB" MB
    grep -q OutOfMemory "$work/cloud.log" && { echo "out of memory"; broken=1; }
    kill "${bench_pids[@]}" 2> /dev/null || true
    wait 2> /dev/null || true
    rm -rf "$work"
}
