#!/usr/bin/env bash
# Tries several servers on one machine, on loopback alone: a database, an S3 service, three servers, a proxy. Plays one story, prints
# what it saw, ends with 0 if all of it was right. Everything that it writes is in FOLDER; nothing of it runs afterwards.
#
#   apt-get install --no-install-recommends postgresql radosgw ceph-mon ceph-osd nginx-light curl
#   deploy/try-cluster.sh FOLDER [PHOTO]
#
# FOLDER must be new or empty. PORT (18080) is the proxy's port, the next seven are used too. SERVER names a built idphoto-server.dll.
set -uo pipefail
export PATH="$PATH:/usr/sbin:/sbin" LC_ALL=C
repository=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
[ $# -ge 1 ] || { sed -n '2,9s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"; exit 2; }
folder=$(realpath -m "$1")
photo=$(realpath -m "${2:-$repository/samples/astronaut.png}")
port=${PORT:-18080}
server=${SERVER:-$repository/src/IdPhoto.Server/bin/Release/net10.0/idphoto-server.dll}
s3="http://127.0.0.1:$((port + 4))" access=cluster secret=cluster-secret bucket=photos
failures=0

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

mkdir -p "$folder" && chmod 711 "$folder" || exit 1
umask 077
declare -A pids=()
s3_answers="" s3_input=""
finish() {
  for name in "${!pids[@]}"; do kill -CONT "${pids[$name]}" 2>/dev/null; kill -TERM "${pids[$name]}" 2>/dev/null; done
  [ -z "$s3_answers" ] || kill -CONT "$s3_answers" 2>/dev/null
  [ -z "$s3_input" ] || eval "exec $s3_input>&-"
  rm -f "$folder/answer"
  [ ! -d "$folder/database" ] || as_postgres "$postgres/pg_ctl" -D "$folder/database" -m immediate stop >/dev/null 2>&1
  sleep 1
  for name in "${!pids[@]}"; do kill -KILL "${pids[$name]}" 2>/dev/null; done
  wait 2>/dev/null
}
trap finish EXIT

# --- the database: PostgreSQL refuses to run as root
as_postgres() { if [ "$(id -u)" = 0 ]; then (cd / && runuser -u postgres -- "$@"); else "$@"; fi; }
start_database() { as_postgres "$postgres/pg_ctl" -w -D "$folder/database" -l "$folder/database/log" start >/dev/null; }
mkdir "$folder/database" && { [ "$(id -u)" != 0 ] || chown postgres: "$folder/database"; } || exit 1
as_postgres "$postgres/initdb" -D "$folder/database" -A trust -U idphoto -E UTF8 --locale=C >/dev/null || stop "The database could not be made."
as_postgres tee -a "$folder/database/postgresql.conf" >/dev/null <<X
listen_addresses = '127.0.0.1'
port = $((port + 5))
unix_socket_directories = ''
log_statement = none
log_min_error_statement = panic
X
start_database || stop "The database did not start: $folder/database/log"

# --- the S3 service, which ends when nobody writes to it any more
coproc S3 { exec sh "$repository/deploy/cluster/s3-server.sh" "$folder/s3" $((port + 4)) $((port + 6)) "$access" "$secret"; }
s3_input=${S3[1]}
read -r -t 60 said s3_answers <&"${S3[0]}"
[ "${said:-}" = READY ] || stop "The S3 service did not start: $folder/s3/log"
bucket_call() { curl -sS --max-time 10 --aws-sigv4 aws:amz:us-east-1:s3 --user "$access:$secret" -H "x-amz-content-sha256: UNSIGNED-PAYLOAD" "$@"; }
until_true 30 bucket_call -f -X PUT "$s3/$bucket" || stop "The bucket could not be made: $folder/s3/log"
names() { bucket_call "$s3/$bucket?list-type=2" | grep -oE '<Key>[^<]*/(keys|photos)/[^<]*' | cut -c 6-; }
objects() { names | wc -l; }
download() { # what the bucket holds, to be searched: its service keeps it in memory
  mkdir -p "$folder/objects" && names | while read -r name; do bucket_call -f -o "$folder/objects/${name//\//-}" "$s3/$bucket/$name" || return 1; done
}

# --- three servers with one key
(od -An -vtx1 -N32 /dev/urandom | tr -d ' \n'; echo) >"$folder/server.key"
start_server() { # NUMBER
  mkdir -p "$folder/node$1"
  IDPHOTO_SERVER_LISTEN="http://127.0.0.1:$((port + $1))" IDPHOTO_SERVER_DATAFOLDER="$folder/node$1/data" IDPHOTO_SERVER_KEYFILE="$folder/server.key" \
    IDPHOTO_SERVER_LEDGER="Host=127.0.0.1;Port=$((port + 5));Username=idphoto;Database=postgres" IDPHOTO_SERVER_PHOTOS="s3://$bucket/try" \
    IDPHOTO_SERVER_S3ENDPOINT="$s3" IDPHOTO_SERVER_S3ACCESSKEY="$access" IDPHOTO_SERVER_S3SECRETKEY="$secret" \
    IDPHOTO_SERVER_NODES=3 IDPHOTO_SERVER_TRUSTEDPROXIES=127.0.0.1 DOTNET_EnableDiagnostics=0 \
    dotnet exec "$server" >>"$folder/node$1/log" 2>&1 & pids[node$1]=$!
}
is_ready() { curl -fsS --max-time 5 -o /dev/null "http://127.0.0.1:$1/readyz"; }
for node in 1 2 3; do start_server "$node"; done
for node in 1 2 3; do until_true 60 is_ready $((port + node)) || { tail -n 5 "$folder/node$node/log" >&2; stop "Server $node is not ready."; }; done

# --- the proxy
mkdir "$folder/proxy"
sed -e "s/127\.0\.0\.1:5080/127.0.0.1:$port/" -e "s/127\.0\.0\.1:5081/127.0.0.1:$((port + 1))/" -e "s/127\.0\.0\.1:5082/127.0.0.1:$((port + 2))/" \
  -e "s/127\.0\.0\.1:5083/127.0.0.1:$((port + 3))/" "$repository/deploy/cluster/nginx.conf" >"$folder/proxy/nginx.conf"
nginx -p "$folder/proxy" -c "$folder/proxy/nginx.conf" -g 'daemon off; pid nginx.pid;' >"$folder/proxy/log" 2>&1 & pids[proxy]=$!
until_true 20 is_ready "$port" || stop "The proxy is not ready: $folder/proxy/log"
say "Ready: three servers behind http://127.0.0.1:$port, one database, one bucket."

# --- the story
answer="$folder/answer"
call() { # METHOD PORT PATH, then curl's arguments; prints the status
  local method=$1 at=$2 path=$3; shift 3
  curl -sS --max-time 120 -o "$answer" -w '%{http_code}' -X "$method" "$@" "http://127.0.0.1:$at$path"
}
of() { sed -n "s/.*\"$1\":\"\([^\"]*\)\".*/\1/p" "$answer"; }
status_is() { local wanted=$1; shift; local got; got=$(call "$@"); [ "$got" = "$wanted" ] || { say "        answered $got, not $wanted"; return 1; }; }
keep() { status_is 201 POST "$1" /v1/photos --data-binary @"$photo" && id=$(of id) && token=$(of token) && holder="Authorization: Bearer $token"; }
is_image() { case $(head -c 4 "$answer" | od -An -tx1 | tr -d ' ') in 89504e47 | ffd8ff*) ;; *) return 1 ;; esac; }

say "One photo on three servers:"
check "server 1 takes a photo" keep $((port + 1))
check "server 2 cuts it out" status_is 200 GET $((port + 2)) "/v1/photos/$id/cutout" -H "$holder"
check "what it answers is a picture" is_image
check "server 3 makes an ID photo of it" status_is 200 POST $((port + 3)) "/v1/photos/$id/id-photos?spec=one-inch" -H "$holder"
check "what it answers is a picture" is_image
case $token in A*) wrong=B${token#?} ;; *) wrong=A${token#?} ;; esac
check "nobody gets it without its token" status_is 404 GET $((port + 2)) "/v1/photos/$id" -H "Authorization: Bearer $wrong"
check "the proxy erases it on any" status_is 200 DELETE "$port" "/v1/photos/$id" -H "$holder"
receipt=$(of receipt)
check "there is a receipt" [ -n "$receipt" ]
for node in 1 2 3; do check "server $node does not know it any more" status_is 404 GET $((port + node)) "/v1/photos/$id/cutout" -H "$holder"; done
check "all three check receipts with the same keys" [ "$(for node in 1 2 3; do curl -sS "http://127.0.0.1:$((port + node))/v1/receipt-keys"; echo; done | sort -u | wc -l)" = 1 ]
erased_token=$token erased_id=$id

say "A server dies:"
check "server 1 takes a photo" keep $((port + 1))
kill -KILL "${pids[node1]}"; wait "${pids[node1]}" 2>/dev/null; unset 'pids[node1]'
for _ in 1 2 3 4 5 6; do check "the proxy still has it" status_is 200 GET "$port" "/v1/photos/$id" -H "$holder"; done
start_server 1
check "server 1 comes back" until_true 60 is_ready $((port + 1))
check "and has the photo" status_is 200 GET $((port + 1)) "/v1/photos/$id" -H "$holder"

say "The database is away:"
as_postgres "$postgres/pg_ctl" -D "$folder/database" -m fast -w stop >/dev/null
check "a photo is refused for now (503)" status_is 503 POST "$port" /v1/photos --data-binary @"$photo"
is_not_ready() { ! is_ready "$1"; }
for node in 1 2 3; do check "server $node is not ready" until_true 10 is_not_ready $((port + node)); done
start_database
for node in 1 2 3; do check "server $node is ready again" until_true 30 is_ready $((port + node)); done
check "the photo is still there" status_is 200 GET "$port" "/v1/photos/$id" -H "$holder"

say "The S3 service hangs for ten seconds:"
kill -STOP "$s3_answers"
check "a photo is refused for now (503)" status_is 503 POST "$port" /v1/photos --data-binary @"$photo"
sleep 5
kill -CONT "$s3_answers"
for node in 1 2 3; do check "server $node is ready again" until_true 30 is_ready $((port + node)); done
check "a photo is taken" keep "$port"
check "and erased" status_is 200 DELETE "$port" "/v1/photos/$id" -H "$holder"

say "What is left:"
# The uploads that were refused in the middle are removed when their short time is over.
objects_are() { [ "$(objects)" = "$1" ]; }
check "no object but the two of the one photo that is kept" until_true 240 objects_are 2
windows() { for at in 3 5 7; do tail -c +$(($(stat -c %s "$photo") * at / 10)) "$photo" | head -c 24 | od -An -vtx1 | tr -d '\n' | sed 's/ /\\x/g'; echo; done; }
found() { # PATTERN... in every file that database, servers and proxy have written
  local pattern
  for pattern in "$@"; do
    grep -rlUaPs --exclude=answer --exclude=server.key --exclude=*.asok "$pattern" "$folder"
    # 1 is nothing found, and everything else no proof of that.
    [ $? = 1 ] || return 0
  done
  return 1
}
nothing_of_photo() { local all; mapfile -t all < <(windows); [ ${#all[@]} = 3 ] && ! found "${all[@]}"; }
nothing_of_tokens() { ! found "\Q$erased_token\E" "\Q$token\E"; }
check "the bucket can be searched" download
check "no piece of the photo in any file or object" nothing_of_photo
check "no token in any file or object" nothing_of_tokens
no_identifier() {
  grep -rqs --include=log "$erased_id" "$folder"/node? "$folder/proxy"
  [ $? = 1 ]
}
check "no identifier of an erased photo in a log" no_identifier

[ "$failures" = 0 ] && say "All of it was right." || say "$failures of it went wrong; what the servers said is in $folder."
[ "$failures" = 0 ]
