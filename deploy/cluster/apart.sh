# Sourced by try-cluster.sh: a network of its own for the trial, and in it one more for server 1, with two cables: one leads to the
# database and can be pulled, the other to everything else. Both go with the processes in them.
database_cable=10.0.1 other_cable=10.0.2 # the trial's end is .1, the server's .2
uncut="" # why no cable can be pulled

network() { readlink /proc/self/ns/net; }
# Whether this is the second start: in another network than the one that the first wrote down, and so not in this machine's own.
is_own_network() { [ -n "${IDPHOTO_TRY_APART:-}" ] && [ "$IDPHOTO_TRY_APART" != "$(network)" ]; }

# Starts the trial once more in a network of its own, where that may be made.
go_apart() { # the trial and its arguments
  local apart=(unshare --net)
  [ "$(id -u)" = 0 ] || apart=(unshare --user --map-current-user --keep-caps --net)
  if ! command -v ip >/dev/null; then
    uncut="iproute2 is not installed"
  elif ! "${apart[@]}" sh -c 'ip link set lo up && ip link add one type veth peer name two' 2>/dev/null; then
    uncut="no network namespace may be made here (it takes root, or namespaces of users)"
  else
    IDPHOTO_TRY_APART=$(network) exec "${apart[@]}" bash "$@"
  fi
}

in_room() { nsenter --net="/proc/${pids[room]}/ns/net" "$@"; }
lay_cable() { # NAME NETWORK
  ip link add "$1" type veth peer name "$1" netns "${pids[room]}" && ip addr add "$2.1/30" dev "$1" && ip link set "$1" up \
    && in_room ip addr add "$2.2/30" dev "$1" && in_room ip link set "$1" up
}
make_room() {
  ip link set lo up || return 1
  unshare --net sleep infinity & pids[room]=$!
  until_true 10 is_apart && in_room ip link set lo up && lay_cable database "$database_cable" && lay_cable others "$other_cable"
}
is_apart() { local room; room=$(readlink "/proc/${pids[room]}/ns/net") && [ "$room" != "$(network)" ]; }
