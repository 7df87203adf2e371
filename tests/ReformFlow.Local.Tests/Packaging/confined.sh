# Runs a program with the network cut and everything read-only but one folder; ends with 77 where this machine can't.
#   unshare -mn sh confined.sh FOLDER PROGRAM ARGUMENTS…
set -u
data=$1
program=$2
shift
# Only this machine itself can be reached.
ip link set lo up || exit 77
mount --bind "$data" "$data" || exit 77
while read -r _ at _ flags _; do
  [ "$at" = "$data" ] && continue
  kept=$(echo "$flags" | tr ',' '\n' | grep -xE 'nosuid|nodev|noexec|noatime|relatime' | tr '\n' ',')
  mount -o "remount,bind,${kept}ro" "$at" 2>/dev/null
done </proc/self/mounts
for place in "$(dirname "$program")" /tmp /var/tmp /dev/shm "$HOME"; do
  if (: >"$place/.written") 2>/dev/null; then
    rm -f "$place/.written"
    echo "$place can be written" >&2
    exit 77
  fi
done
(: >"$data/.written") && rm "$data/.written" || exit 77
# No SDK, no package manager, no browser is found by this name.
exec env -i PATH=/nowhere HOME=/nowhere "$@"
