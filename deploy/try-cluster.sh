#!/usr/bin/env bash
# Tries several servers on one machine: a database, an S3 service, three servers, a proxy. Plays one story, then another while callers go
# on, prints what it saw, ends with 0 if all of it was right. It takes some six minutes.
#
#   apt-get install --no-install-recommends postgresql radosgw ceph-mon ceph-osd nginx-light curl iproute2
#   deploy/try-cluster.sh FOLDER [PHOTO]
#
# Everything that it writes is in FOLDER, which must be new or empty; nothing of it runs afterwards. It takes place in a network of its own,
# where one may be made, and otherwise on loopback alone: then PORT (18080) is the proxy's port, and the next six are used too.
# SERVER names a built idphoto-server.dll.
set -uo pipefail
export PATH="$PATH:/usr/sbin:/sbin" LC_ALL=C
repository=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
[ $# -ge 1 ] || { sed -n '2,10s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"; exit 2; }
folder=$(realpath -m "$1")
photo=$(realpath -m "${2:-$repository/samples/astronaut.png}")
port=${PORT:-18080}
server=${SERVER:-$repository/src/IdPhoto.Server/bin/Release/net10.0/idphoto-server.dll}
access=cluster secret=cluster-secret bucket=photos
# In seconds: long enough for each part of the story, and short enough to be waited for.
retention=180
failures=0
declare -A pids=() at=([proxy]=127.0.0.1:$port [1]=127.0.0.1:$((port + 1)) [2]=127.0.0.1:$((port + 2)) [3]=127.0.0.1:$((port + 3)))
database_at=127.0.0.1 s3_at=127.0.0.1

say() { printf '%s\n' "$*"; }
stop() { say "$*" >&2; exit 1; }
check() { # TEXT, then a command
  local text=$1; shift
  if "$@"; then say "  ok    $text"; else say "  WRONG $text"; failures=$((failures + 1)); fi
}
until_true() { # SECONDS, then a command
  local end=$((SECONDS + $1)); shift
  until "$@" >/dev/null 2>&1; do [ "$SECONDS" -lt "$end" ] || return 1; sleep 0.2; done
}
curl() { command curl --noproxy '*' "$@"; }
. "$repository/deploy/cluster/apart.sh"
. "$repository/deploy/cluster/callers.sh"

[ -z "$(ls -A "$folder" 2>/dev/null)" ] || stop "$folder is not empty."
[ -f "$photo" ] || stop "There is no photo $photo."
postgres=$(find /usr/lib/postgresql -maxdepth 3 -name pg_ctl -printf '%h\n' 2>/dev/null | sort -V | tail -n 1)
missing=()
[ -n "$postgres" ] || missing+=(postgresql)
for needed in radosgw:radosgw ceph-mon:ceph-mon ceph-osd:ceph-osd nginx:nginx-light curl:curl; do
  command -v "${needed%%:*}" >/dev/null || missing+=("${needed##*:}")
done
[ ${#missing[@]} = 0 ] || stop "Not installed: ${missing[*]}. On Debian: apt-get install --no-install-recommends ${missing[*]}"
[ -f "$server" ] || dotnet build "$repository/src/IdPhoto.Server" -c Release -v q --nologo >&2 || stop "The server could not be built."
is_own_network || go_apart "${BASH_SOURCE[0]}" "$@"

mkdir -p "$folder/callers" && chmod 711 "$folder" || exit 1
umask 077
s3_answers="" s3_input="" answer="$folder/callers/answer"
finish() {
  rm -rf "$folder/callers"
  for name in "${!pids[@]}"; do kill -CONT "${pids[$name]}" 2>/dev/null; kill -TERM "${pids[$name]}" 2>/dev/null; done
  [ -z "$s3_answers" ] || kill -CONT "$s3_answers" 2>/dev/null
  [ -z "$s3_input" ] || eval "exec $s3_input>&-"
  [ ! -d "$folder/database" ] || as_postgres "$postgres/pg_ctl" -D "$folder/database" -m immediate stop >/dev/null 2>&1
  sleep 1
  for name in "${!pids[@]}"; do kill -KILL "${pids[$name]}" 2>/dev/null; done
  wait 2>/dev/null
}
trap finish EXIT
if is_own_network; then
  make_room || stop "The network of server 1 could not be made."
  at[1]=$other_cable.2:$((port + 1)) database_at=$database_cable.1 s3_at=$other_cable.1
fi

# --- the database: PostgreSQL refuses to run as root
as_postgres() { if [ "$(id -u)" = 0 ]; then (cd / && runuser -u postgres -- "$@"); else "$@"; fi; }
start_database() { as_postgres "$postgres/pg_ctl" -w -D "$folder/database" -l "$folder/database/log" start >/dev/null; }
stop_database() { as_postgres "$postgres/pg_ctl" -w -D "$folder/database" -m fast stop >/dev/null; }
entries() { "$postgres/psql" -h 127.0.0.1 -p $((port + 5)) -U idphoto -d postgres -Atc 'SELECT count(*) FROM photos'; }
mkdir "$folder/database" && { [ "$(id -u)" != 0 ] || chown postgres: "$folder/database"; } || exit 1
as_postgres "$postgres/initdb" -D "$folder/database" -A trust -U idphoto -E UTF8 --locale=C >/dev/null || stop "The database could not be made."
as_postgres tee -a "$folder/database/postgresql.conf" >/dev/null <<END
listen_addresses = '127.0.0.1,$database_at'
port = $((port + 5))
unix_socket_directories = ''
log_statement = none
log_min_error_statement = panic
END
echo "host all idphoto $database_cable.2/32 trust" | as_postgres tee -a "$folder/database/pg_hba.conf" >/dev/null
start_database || stop "The database did not start: $folder/database/log"

# --- the S3 service, which ends when nobody writes to it any more
s3="http://$s3_at:$((port + 4))"
coproc S3 { exec sh "$repository/deploy/cluster/s3-server.sh" "$folder/s3" $((port + 4)) $((port + 6)) "$access" "$secret" "$s3_at"; }
s3_input=${S3[1]}
read -r -t 60 said s3_answers <&"${S3[0]}"
[ "${said:-}" = READY ] || stop "The S3 service did not start: $folder/s3/log"
bucket_call() { curl -sS --max-time 10 --aws-sigv4 aws:amz:us-east-1:s3 --user "$access:$secret" -H "x-amz-content-sha256: UNSIGNED-PAYLOAD" "$@"; }
until_true 30 bucket_call -f -X PUT "$s3/$bucket" || stop "The bucket could not be made: $folder/s3/log"
names() { # of what is in the bucket, page by page
  local page next=""
  while :; do
    page=$(bucket_call -f "$s3/$bucket?${next:+continuation-token=$next&}list-type=2") || return 1
    grep -oE '<Key>[^<]*/(keys|photos)/[^<]*' <<<"$page" | cut -c 6- || true
    next=$(sed -n 's/.*<NextContinuationToken>\([^<]*\)<.*/\1/p' <<<"$page")
    [ -n "$next" ] || return 0
    next=${next//\//%2F}
  done
}
download() { # what it holds, to be searched: its service keeps it in memory
  local name got
  mkdir -p "$folder/objects"
  while read -r name; do
    got=$(bucket_call -o "$folder/objects/${name//\//-}" -w '%{http_code}' "$s3/$bucket/$name")
    # One may have gone since it was listed.
    [[ $got = 200 || $got = 404 ]] || return 1
  done < <(names)
  [ -n "$(ls -A "$folder/objects")" ]
}

# --- three servers with one key
(od -An -vtx1 -N32 /dev/urandom | tr -d ' \n'; echo) >"$folder/server.key"
start_server() { # NUMBER
  local place=() database=127.0.0.1
  [ "$1" != 1 ] || [ -z "${pids[room]:-}" ] || place=(nsenter "--net=/proc/${pids[room]}/ns/net") database=$database_at
  mkdir -p "$folder/node$1"
  IDPHOTO_SERVER_LISTEN="http://${at[$1]}" IDPHOTO_SERVER_DATAFOLDER="$folder/node$1/data" IDPHOTO_SERVER_KEYFILE="$folder/server.key" \
    IDPHOTO_SERVER_LEDGER="Host=$database;Port=$((port + 5));Username=idphoto;Database=postgres" IDPHOTO_SERVER_PHOTOS="s3://$bucket/try" \
    IDPHOTO_SERVER_S3ENDPOINT="$s3" IDPHOTO_SERVER_S3ACCESSKEY="$access" IDPHOTO_SERVER_S3SECRETKEY="$secret" \
    IDPHOTO_SERVER_NODES=3 IDPHOTO_SERVER_TRUSTEDPROXIES="127.0.0.1;$other_cable.1" IDPHOTO_SERVER_REQUESTSPERMINUTE=1000000 \
    IDPHOTO_SERVER_RETENTIONSECONDS=$retention IDPHOTO_SERVER_SWEEPSECONDS=2 DOTNET_EnableDiagnostics=0 \
    "${place[@]}" dotnet exec "$server" >>"$folder/node$1/log" 2>&1 & pids[node$1]=$!
}
is_ready() { curl -fsS --max-time 5 -o /dev/null "http://${at[$1]}/readyz"; }
is_not_ready() { ! is_ready "$1" 2>/dev/null; }
for node in 1 2 3; do start_server "$node"; done
for node in 1 2 3; do until_true 60 is_ready "$node" || { tail -n 5 "$folder/node$node/log" >&2; stop "Server $node is not ready."; }; done

# --- the proxy
mkdir "$folder/proxy"
sed -e "s/127\.0\.0\.1:5080/${at[proxy]}/" -e "s/127\.0\.0\.1:5081/${at[1]}/" -e "s/127\.0\.0\.1:5082/${at[2]}/" -e "s/127\.0\.0\.1:5083/${at[3]}/" \
  "$repository/deploy/cluster/nginx.conf" >"$folder/proxy/nginx.conf"
nginx -p "$folder/proxy" -c "$folder/proxy/nginx.conf" -g 'daemon off; pid nginx.pid;' >"$folder/proxy/log" 2>&1 & pids[proxy]=$!
until_true 20 is_ready proxy || stop "The proxy is not ready: $folder/proxy/log"
say "Ready: three servers behind a proxy, one database, one bucket."

. "$repository/deploy/cluster/story.sh"
[ "$failures" = 0 ] && say "All of it was right." || say "$failures of it went wrong; what the servers said is in $folder."
[ "$failures" = 0 ]
