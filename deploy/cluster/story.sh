# Sourced by try-cluster.sh: what is done with the servers that it has started, and what must come of it.
status_is() { local wanted=$1; shift; local got; got=$(call "$@"); [ "$got" = "$wanted" ] || { say "        answered $got, not $wanted"; return 1; }; }
keep() { # WHERE
  status_is 201 POST "$1" /v1/photos --data-binary @"$photo" || return 1
  id=$(of id) token=$(of token) && holder=$(held "$token" story)
  printf '%s\n' "$token" >>"$folder/callers/tokens"
}
is_image() { # under which name it is kept, to be looked for at the end
  case $(head -c 4 "$answer" | od -An -tx1 | tr -d ' ') in 89504e47 | ffd8ff*) cp "$answer" "$folder/callers/$1" ;; *) return 1 ;; esac
}
ten_seconds_since() { while [ $((SECONDS - $1)) -lt 10 ]; do sleep 0.2; done; }

say "One photo on three servers:"
check "server 1 takes a photo" keep 1
check "server 2 cuts it out" status_is 200 GET 2 "/v1/photos/$id/cutout" -H "$holder"
check "what it answers is a picture" is_image cutout
check "server 3 makes an ID photo of it" status_is 200 POST 3 "/v1/photos/$id/id-photos?spec=one-inch" -H "$holder"
check "what it answers is a picture" is_image made
case $token in A*) wrong=B${token#?} ;; *) wrong=A${token#?} ;; esac
check "nobody gets it without its token" status_is 404 GET 2 "/v1/photos/$id" -H "$(held "$wrong" wrong)"
check "the proxy erases it on any" status_is 200 DELETE proxy "/v1/photos/$id" -H "$holder"
receipt=$(of receipt)
check "there is a receipt" [ -n "$receipt" ]
for node in 1 2 3; do check "server $node does not know it any more" status_is 404 GET $node "/v1/photos/$id/cutout" -H "$holder"; done
check "all three check receipts with the same keys" [ "$(for node in 1 2 3; do curl -sS "http://${at[$node]}/v1/receipt-keys"; echo; done | sort -u | wc -l)" = 1 ]
erased_id=$id

trouble nothing "$callers callers go on from here, whatever happens. Nothing does, at first:"
start_callers
sleep 5
trouble_over nothing 0

victim=$((RANDOM % 3 + 1))
trouble kill "Server $victim is killed:"
check "it takes a photo" until_true 60 keep $victim
sleep "$((RANDOM % 3)).$((RANDOM % 10))"
kill -KILL "${pids[node$victim]}"; wait "${pids[node$victim]}" 2>/dev/null; unset "pids[node$victim]"
for _ in 1 2 3 4 5 6; do check "the proxy still has it" status_is 200 GET proxy "/v1/photos/$id" -H "$holder"; done
start_server $victim
check "it comes back" until_true 60 is_ready $victim
check "and has the photo" status_is 200 GET $victim "/v1/photos/$id" -H "$holder"
trouble_over kill "$callers"

trouble database "The database is restarted:"
check "a photo is taken" until_true 60 keep proxy
stop_database
check "a photo is refused for now (503)" status_is 503 POST proxy /v1/photos --data-binary @"$photo"
for node in 1 2 3; do check "server $node is not ready" until_true 20 is_not_ready $node; done
start_database
for node in 1 2 3; do check "server $node is ready again" until_true 60 is_ready $node; done
check "the photo is still there" status_is 200 GET proxy "/v1/photos/$id" -H "$holder"
trouble_over database 0

trouble s3 "The S3 service hangs for ten seconds:"
began=$SECONDS
kill -STOP "$s3_answers"
for node in 1 2 3; do check "server $node is not ready" until_true 20 is_not_ready $node; done
ten_seconds_since "$began"
kill -CONT "$s3_answers"
for node in 1 2 3; do check "server $node is ready again" until_true 60 is_ready $node; done
check "a photo is taken" until_true 60 keep proxy
check "and erased" status_is 200 DELETE proxy "/v1/photos/$id" -H "$holder"
trouble_over s3 0

if [ -n "${pids[room]:-}" ]; then
  trouble cut "Server 1 is cut off from the database for ten seconds:"
  check "it takes a photo" until_true 60 keep 1
  check "and cuts it out" until_true 60 status_is 200 GET 1 "/v1/photos/$id/cutout" -H "$holder"
  began=$SECONDS
  ip link set database down
  check "server 2 erases it" status_is 200 DELETE 2 "/v1/photos/$id" -H "$holder"
  check "server 1 does not show it any more (503)" status_is 503 GET 1 "/v1/photos/$id/cutout" -H "$holder"
  check "server 1 is not ready" until_true 20 is_not_ready 1
  for node in 2 3; do check "server $node is" is_ready $node; done
  for _ in 1 2 3 4; do check "the proxy asks those who know" status_is 404 GET proxy "/v1/photos/$id" -H "$holder"; done
  ten_seconds_since "$began"
  ip link set database up
  check "server 1 is ready again" until_true 60 is_ready 1
  check "and knows that the photo is gone" status_is 404 GET 1 "/v1/photos/$id/cutout" -H "$holder"
  trouble_over cut 0
else
  say "Left out: a server that is cut off from the database, as $uncut."
fi

trouble end "The callers end."
end_callers
say "        all that they were answered: $(answered '*')"
check "nothing but 2xx, 429 and 503 among it" only_right '*' "$callers"
served() { [ "$(cat "$folder"/callers/answers-* | grep -cx '2..')" -ge 30 ]; }
check "they were served" served
check "the bucket is copied, to be searched" download

say "What is left:"
goes_in_time() { # asks for each photo a moment after its time
  local until id token pause late=0
  while read -r until id token; do
    pause=$(($(date -d "$until" +%s) + 2 - $(date +%s)))
    [ "$pause" -le 0 ] || sleep "$pause"
    status_is 404 GET proxy "/v1/photos/$id" -H "$(held "$token" left)" || late=$((late + 1))
  done < <(sort "$folder/callers/left")
  [ "$late" = 0 ]
}
check "each of $(wc -l <"$folder/callers/left") photos that the callers left is gone when its $retention seconds are over" goes_in_time
objects=no left=no
nothing_left() { objects=$(names | wc -l) && left=$(entries) && [ "$objects$left" = 00 ]; }
# The uploads that were refused in the middle are removed when their short time is over.
check "no object in the bucket, no entry in the database" until_true 240 nothing_left
say "        objects: $objects, entries: $left"
windows() { # FILE: bytes of three places in it
  local place
  for place in 3 5 7; do tail -c +$(($(stat -c %s "$1") * place / 10)) "$1" | head -c 24 | od -An -vtx1 | tr -d '\n' | sed 's/ /\\x/g'; echo; done
}
found() { # what grep is to look for, in every file that database, servers and proxy have written
  grep -rlas --exclude=server.key --exclude=*.asok --exclude-dir=callers "$@" "$folder"
  # 1 is nothing found, and everything else no proof of that.
  [ $? != 1 ]
}
nothing_of() { # FILE
  local all window
  mapfile -t all < <(windows "$1")
  [ ${#all[@]} = 3 ] || return 1
  for window in "${all[@]}"; do ! found -UP "$window" || return 1; done
}
check "no piece of the photo in any file or object" nothing_of "$photo"
check "no piece of its cut-out" nothing_of "$folder/callers/cutout"
check "no piece of the ID photo" nothing_of "$folder/callers/made"
nothing_of_tokens() { ! found -F -f "$folder/callers/tokens"; }
check "none of $(wc -l <"$folder/callers/tokens") tokens" nothing_of_tokens
no_identifier() {
  grep -rqs --include=log "$erased_id" "$folder"/node? "$folder/proxy"
  [ $? = 1 ]
}
check "no identifier of an erased photo in a log" no_identifier
