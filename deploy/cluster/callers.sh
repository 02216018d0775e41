# Sourced by try-cluster.sh: callers who go on whatever happens, and what they were answered.
callers=3
made_of=8 # of so many photos one is cut out and made into an ID photo, which takes much longer than keeping it

call() { # METHOD WHERE PATH, then curl's arguments; prints the status
  local method=$1 where=$2 path=$3; shift 3
  curl -sS --max-time 120 -o "$answer" -w '%{http_code}' -X "$method" "$@" "http://${at[$where]}$path" 2>>"$folder/callers/errors"
}
of() { sed -n "s/.*\"$1\":\"\([^\"]*\)\".*/\1/p" "$answer"; }

held() { # TOKEN NAME: what curl is told of a token, which the list of processes would show
  printf 'Authorization: Bearer %s\n' "$1" >"$folder/callers/holder-$2" && printf '@%s' "$folder/callers/holder-$2"
}

# Calls, and writes down what was answered. An answer that ends in the middle is "cut", none at all is 000.
try() { # as call
  local got end
  got=$(call "$@") && end=0 || end=$?
  [ "$end" = 0 ] || [ "$got" = 000 ] || got=cut
  printf '%s\n' "$got" >>"$folder/callers/answers-$(<"$folder/callers/trouble")"
  [[ $got = 2?? ]]
}

# Keeps photos, makes something of some, erases one half and leaves the other to its time.
caller() { # NUMBER
  local answer="$folder/callers/answer$1" photos=0 id token until holder
  while [ -e "$folder/callers/go" ]; do
    try POST proxy /v1/photos --data-binary @"$photo" || { sleep 0.2; continue; }
    id=$(of id) token=$(of token) until=$(of expiresAt) holder=$(held "$token" "$1") photos=$((photos + 1))
    printf '%s\n' "$token" >>"$folder/callers/tokens"
    if [ $((photos % made_of)) = 0 ]; then
      try GET proxy "/v1/photos/$id/cutout" -H "$holder"
      try POST proxy "/v1/photos/$id/id-photos?spec=one-inch" -H "$holder"
    fi
    [ $((photos % 2)) = 0 ] && try DELETE proxy "/v1/photos/$id" -H "$holder" || printf '%s %s %s\n' "$until" "$id" "$token" >>"$folder/callers/left"
  done
}
start_callers() {
  local number
  : >"$folder/callers/go"
  for number in $(seq "$callers"); do caller "$number" & pids[caller$number]=$!; done
}
end_callers() {
  local number
  rm -f "$folder/callers/go"
  for number in $(seq "$callers"); do wait "${pids[caller$number]}"; unset "pids[caller$number]"; done
}

# What happens from now on, for those who write down answers; and what they have written since.
trouble() { # NAME TEXT
  printf '%s' "$1" >"$folder/callers/trouble"
  say "$2"
}
answered() { # NAME, or '*' for all
  sort "$folder"/callers/answers-$1 2>/dev/null | uniq -c | awk '{ printf "%s%d of %s", between, $1, $2; between = ", " }'
}
only_right() { # NAME, and how many answers may have ended in the middle
  local wrong cut
  wrong=$(cat "$folder"/callers/answers-$1 2>/dev/null | grep -cvxE '2..|429|503|cut')
  cut=$(cat "$folder"/callers/answers-$1 2>/dev/null | grep -cx cut)
  [ "$wrong" = 0 ] && [ "$cut" -le "$2" ]
}
heard() { [ "$(cat "$folder"/callers/answers-$1 2>/dev/null | wc -l)" -ge "$callers" ]; } # NAME
trouble_over() { # NAME, and how many answers may have ended in the middle
  check "callers were answered meanwhile" until_true 60 heard "$1"
  say "        answers meanwhile: $(answered "$1")"
  check "nothing but 2xx, 429 and 503 among them" only_right "$1" "$2"
}
