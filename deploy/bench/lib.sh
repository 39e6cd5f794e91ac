# Sourced by the measurements that run the suite's own programs: PostgreSQL and Kafka from deploy/local, in an own data
# folder and with durable settings; tokens of an issuer that is nothing but a file with a key; all of it gone at the end.
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
results=deploy/bench/results ratios=deploy/bench/target/ratios
base=${BENCH_PORT:-28500}              # and the next few
offset=${BENCH_PORT_OFFSET:-12000}     # of PostgreSQL and Kafka
issuer=http://127.0.0.1:$base/idp
mkdir -p "$results" "$ratios"
work=$(mktemp -d "$PWD/deploy/bench/target/run.XXXXXX")
chmod 755 "$work"
stack=$work/stack
started=()

finish() {
  for pid in "${started[@]}"; do kill "$pid" 2>/dev/null || true; done
  for pid in "${started[@]}"; do wait "$pid" 2>/dev/null || true; done
  [ ! -d "$stack" ] || deploy/local/down --data "$stack" >/dev/null 2>&1 || true
  rm -rf "$work"
}
trap finish EXIT

say() { echo "$(date +%T) $*" >&2; }

needs() {
  for tool in "$@"; do
    command -v "$tool" >/dev/null || { echo "$tool is needed: apt-get install nginx wrk curl postgresql-client postgresql-contrib, and a JDK 17 or newer" >&2; exit 2; }
  done
}

# built MODULE...: packages everything if one of these is not: the gateway serves the documents of all services
built() {
  for module in "$@"; do
    [ -f "$module/target/$module-runner.jar" ] || { mvn -q -B -ntp package -DskipTests; return; }
  done
}

# backing PARTS: PostgreSQL, or it and Kafka
backing() { deploy/local/up --detach --data "$stack" --port-offset "$offset" --only "$1" >"$work/up.log" 2>&1 || { cat "$work/up.log" >&2; exit 1; }; }

secret() { sed -n "s/^$1=//p" "$stack/secrets.properties" | sed 's/\\\([=:]\)/\1/g'; }

# database NAME [USER]: where psql and pgbench go
database() {
  export PGHOST=127.0.0.1 PGPORT=$((15432 + offset)) PGDATABASE=$1 PGUSER=${2:-postgres} PGOPTIONS="-c client_min_messages=warning"
  PGPASSWORD=$(secret "postgres${2:+.$2}.password"); export PGPASSWORD
}

# tokens HOW-MANY FIRST: of as many accounts, in $TOKENS, of an issuer whose key nginx serves
tokens() {
  java deploy/bench/gateway-load/Tokens.java "$work" "$issuer" partner-support "$1" "$2"
  export TOKENS=$work/tokens
  cat > "$work/issuer.conf" <<CONF
daemon off; error_log $work/issuer.log warn; pid $work/issuer.pid; events { worker_connections 64; }
http { access_log off; client_body_temp_path $work/b; proxy_temp_path $work/p; fastcgi_temp_path $work/f; uwsgi_temp_path $work/u; scgi_temp_path $work/s;
  server { listen 127.0.0.1:$base; default_type application/json; location = /idp/protocol/openid-connect/certs { alias $work/keys.json; } } }
CONF
  nginx -p "$work" -c "$work/issuer.conf" 2>>"$work/issuer.log" &
  started+=($!)
}

flags=() # more for the JVM of a program
# runs NAME PORT ENVIRONMENT...: starts a program as deploy/local does, but with the optimising compiler, and with its management 100 above; its pid is in $program
runs() {
  local name=$1 port=$2
  shift 2
  local recording=()
  [ -z "${PROFILE:-}" ] || recording=("-XX:StartFlightRecording=filename=deploy/bench/target/$name.jfr,settings=profile")
  env QUARKUS_HTTP_HOST=127.0.0.1 QUARKUS_HTTP_PORT="$port" QUARKUS_MANAGEMENT_HOST=127.0.0.1 QUARKUS_MANAGEMENT_PORT=$((port + 100)) \
    OIDC_ISSUER="$issuer" OIDC_AUDIENCE=partner-support "$@" \
    java -Xmx256m -XX:+UseSerialGC "${recording[@]}" "${flags[@]}" -jar "${PROGRAMS:-$PWD/$name/target}/$name-runner.jar" > "$work/$name.log" 2>&1 &
  program=$!
  started+=($program)
}

# ready NAME PORT: waits until it is
ready() {
  for _ in $(seq 300); do
    curl -fs -o /dev/null "http://127.0.0.1:$(($2 + 100))/q/health/ready" && return
    kill -0 $program 2>/dev/null || break
    sleep 0.1
  done
  cat "$work/$1.log" >&2
  exit 1
}

# service NAME DATABASE PORT ENVIRONMENT...: a business service with what it needs of the backing
service() {
  local name=$1 database=$2 port=$3
  shift 3
  runs "$name" "$port" DATABASE_URL="jdbc:postgresql://127.0.0.1:$((15432 + offset))/$database" DATABASE_USER="$database" \
    DATABASE_PASSWORD="$(secret "postgres.$database.password")" KAFKA_BOOTSTRAP_SERVERS=localhost:$((19092 + offset)) \
    KAFKA_USER="$name" KAFKA_PASSWORD="$(secret "kafka.$name.password")" CURSOR_KEY="$(head -c 32 /dev/zero | base64)" \
    ENCRYPTION_KEYS="e1=$(head -c 32 /dev/zero | base64)" PAIR_DIGEST_KEYS="d1=$(head -c 32 /dev/zero | base64)" "$@"
}

# incidents: PostgreSQL, incident-service at $incident, 10,000 contracts each linked with an account of its own, and of all
# that a copy for pgbench, made before anything happens
incidents() {
  say "PostgreSQL, tokens, incident-service, $contracts contracts"
  backing postgres,kafka # its passwords are made when it starts
  deploy/local/down --data "$stack" > /dev/null
  backing postgres
  tokens "$contracts" "$first"
  service incident-service incident "$incident"
  until grep -q "Listening on" "$work/incident-service.log"; do kill -0 $program; sleep 0.2; done
  kill $program # its tables are there
  wait $program || true
  database incident
  psql -qv ON_ERROR_STOP=1 -v first="$first" -v contracts="$contracts" -f $tools/seed.sql \
    -v product="$(cat entitlement-service/src/main/resources/events/product.example.json)" \
    -v edition="$(cat entitlement-service/src/main/resources/events/edition.example.json)"
  psql -qc "CREATE DATABASE pgbench TEMPLATE incident" postgres
  service incident-service incident "$incident" "$@"
  ready incident-service "$incident"
}
first=100000000001 contracts=10000 tools=deploy/bench/incident-load incident=$((base + 2)) gateway=$((base + 1))

# quoted MARK OUTPUT CURL-ARGUMENTS...: as a script for pgbench the statements that a request needs, when the driver has asked
# for the names of its columns; MARK is part of one of them. Prints how many there are.
quoted() {
  local mark=$1 output=$2
  shift 2
  logged() { psql -qc "ALTER SYSTEM $1 log_statement $2" -c "ALTER SYSTEM $1 log_error_verbosity $3" -c "SELECT pg_reload_conf()" incident > /dev/null; sleep 0.5; }
  logged SET "= 'all'" "= 'default'"
  for key in $(seq 20); do
    curl -fs -o "$work/quoted" -H "Authorization: Bearer $(head -1 "$TOKENS")" -H "Idempotency-Key: bench-key-$RANDOM$key" "$@" ||
      { tail -5 "$work/incident-service.log" >&2; exit 1; }
  done
  logged RESET "" ""
  PGDATABASE=pgbench java $tools/Transaction.java "$stack/logs/postgres.log" "$mark" "$first" "$output"
}

# load SCRIPT PORT CLIENTS SECONDS: wrk; "requests/s median-µs p99-µs", or an end if a request failed
load() {
  wrk -t1 -c"$3" -d"$4" --timeout 20s -s "$1" "http://127.0.0.1:$2" > "$work/wrk" 2>&1
  loaded
}

# loaded: what wrk printed last, as load says it
loaded() {
  awk '/^RESULT/ { if ($5 > 0) { print $5 " requests failed" > "/dev/stderr"; exit 1 } print $2, $3, $4; found = 1 }
    END { if (!found) exit 1 }' "$work/wrk" || { cat "$work/wrk" >&2; tail -n 5 "$work"/*.log >&2; exit 1; }
}

# limit SCRIPT CLIENTS SECONDS NAME=VALUE...: pgbench with prepared statements; transactions/s
limit() {
  local script=$1 clients=$2 seconds=$3 variables=()
  shift 3
  for variable in "$@"; do variables+=(-D "$variable"); done
  pgbench -n -M prepared -c "$clients" -j "$((clients < 2 ? 1 : 2))" -T "$seconds" "${variables[@]}" -f "$script" > "$work/pgbench" 2>&1 || { tail -5 "$work/pgbench" >&2; exit 1; }
  awk '/^tps/ { printf "%.0f\n", $3 }' "$work/pgbench"
}

# heap MANAGEMENT-PORT, resident PID: MB
heap() { curl -s "http://127.0.0.1:$1/q/metrics" | awk '/^jvm_memory_used_bytes.*area="heap"/ { sum += $NF } END { printf "%.0f\n", sum / 1048576 }'; }
resident() { awk '/^VmRSS/ { printf "%.0f\n", $2 / 1024 }' "/proc/$1/status"; }

median() { sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }
spread() { sort -n | awk 'NR == 1 { first = $1 } { last = $1 } END { print first " to " last }'; }
column() { awk -v n="$1" '{ print $n }' "$2"; }
# ratio MEASURED LIMIT: of each round, "median (least to most)"
ratio() { paste "$1" "$2" | awk '{ printf "%.2f\n", $1 / $2 }' > "$work/ratios"; echo "$(median < "$work/ratios") ($(spread < "$work/ratios"))"; }
# target FILE WHAT WANTED MEASURED LIMIT: a line for the chart, "what | wanted | median"
target() { ratio "$4" "$5" > /dev/null; echo "$2|$3|$(median < "$work/ratios")" >> "$1"; }
machine() { echo "$(date -u +%Y-%m-%d), $(nproc) cores, $(sed -n 's/^model name.*: //p' /proc/cpuinfo | head -1), $(java -version 2>&1 | head -1 | cut -d'"' -f2 | sed 's/^/Java /')"; }
