# Starts a container. Runs in its folder, in namespaces of mounts and network of its own.
# runc root id detach|wait upper-size lowers outer-pid device outer-address [secret file...]
set -eu
umask 077
runc=$1 root=$2 id=$3 how=$4 size=$5 lowers=$6 outer=$7 device=$8 address=$9
shift 9
echo $$ >starter
mount -t tmpfs -o "mode=755,size=$size" upper w
(umask 022 && mkdir w/u w/w)
mount -t overlay -o "lowerdir=$lowers,upperdir=w/u,workdir=w/w" overlay rootfs
if [ $# -gt 0 ]; then
  mount -t tmpfs -o mode=711,size=4m secrets s
  number=0
  for file; do
    cp -- "$file" "s/$number"
    chmod 444 "s/$number"
    number=$((number + 1))
  done
fi
{ echo 1 >/proc/sys/net/ipv6/conf/all/disable_ipv6; } 2>/dev/null || :
if [ -n "$device" ]; then
  nsenter --net="/proc/$outer/ns/net" ip -batch - <<END
link add $device type veth peer name eth0 netns $$
link set $device addrgenmode none
addr add $address/31 dev $device
link set $device up
END
fi
ip -batch inside
umask 022
if [ "$how" = detach ]; then
  exec "$runc" --root "$root" run --detach --pid-file pid "$id"
fi
exec "$runc" --root "$root" run --pid-file pid "$id"
