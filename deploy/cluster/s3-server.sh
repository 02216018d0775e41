#!/bin/sh
# A throw-away S3 server on loopback, or at ADDRESS: Ceph's monitor, one object store in memory and radosgw, from Debian's packages
# radosgw, ceph-mon and ceph-osd, for tests and trials. Runs until its input ends. Prints one line, READY and the process that answers, a moment before it does so.
#   s3-server.sh FOLDER PORT MONITOR-PORT ACCESS-KEY SECRET-KEY [ADDRESS]
set -u
folder=$1 port=$2 monitor=$3 access=$4 secret=$5 address=${6:-127.0.0.1}
# Debian's programs in Python want Debian's Python.
PATH=/usr/sbin:/usr/bin:/sbin:/bin
cluster=$(cat /proc/sys/kernel/random/uuid)
store=$(cat /proc/sys/kernel/random/uuid)
mkdir -p "$folder/mon" "$folder/osd" "$folder/rgw" "$folder/log" "$folder/run"
# Without the two about paxos each change takes seconds; with 'secure' between programs that know no keys, it hangs.
cat >"$folder/ceph.conf" <<END
[global]
fsid = $cluster
mon_host = [v2:127.0.0.1:$monitor]
auth_cluster_required = none
auth_service_required = none
auth_client_required = none
ms_mon_client_mode = crc
ms_bind_ipv6 = false
public_addr = 127.0.0.1
cluster_addr = 127.0.0.1
paxos_propose_interval = 0.02
paxos_min_wait = 0.01
mon_tick_interval = 1
mon_allow_pool_size_one = true
mon_max_pg_per_osd = 1000
osd_pool_default_size = 1
osd_pool_default_min_size = 1
osd_pool_default_pg_num = 1
osd_pool_default_pgp_num = 1
osd_pool_default_pg_autoscale_mode = off
osd_crush_chooseleaf_type = 0
osd_heartbeat_grace = 60
osd_objectstore = memstore
memstore_device_bytes = 2147483648
mon_data = $folder/mon
osd_data = $folder/osd
rgw_data = $folder/rgw
rgw_frontends = beast endpoint=$address:$port
rgw_enable_usage_log = false
rgw_enable_ops_log = false
run_dir = $folder/run
log_file = $folder/log/\$name.log
admin_socket = $folder/run/\$name.\$pid.asok
END
ceph="-c $folder/ceph.conf"
running=
end() {
  kill -9 $running 2>/dev/null
  exit "$1"
}
fail() {
  echo "$1" >&2
  end 1
}
start() {
  "$@" </dev/null >>"$folder/log/out" 2>&1 &
  running="$! $running"
}
store_is_up() { ceph $ceph osd stat | grep -q '1 up'; }
has_user() {
  radosgw-admin $ceph --name client.rgw user create --uid=test --display-name=test --access-key="$access" --secret-key="$secret" >>"$folder/log/out" 2>&1
}

monmaptool --create --addv a "[v2:127.0.0.1:$monitor]" --fsid "$cluster" "$folder/monmap" >>"$folder/log/out" 2>&1 || fail monmaptool
ceph-mon $ceph -i a --mkfs --monmap "$folder/monmap" >>"$folder/log/out" 2>&1 || fail 'ceph-mon --mkfs'
start ceph-mon $ceph -i a -f
timeout 60 ceph $ceph osd new "$store" >>"$folder/log/out" 2>&1 || fail 'ceph osd new'
ceph-osd $ceph -i 0 --osd-uuid "$store" --mkfs >>"$folder/log/out" 2>&1 || fail 'ceph-osd --mkfs'
start ceph-osd $ceph -i 0 -f
tries=0
until store_is_up 2>/dev/null; do
  tries=$((tries + 1))
  [ "$tries" -lt 300 ] || fail 'the object store does not come up'
  sleep 0.1
done
has_user || fail 'radosgw-admin user create'
start radosgw $ceph --name client.rgw -f
echo "READY $!"
cat >/dev/null
end 0
