#!/bin/sh
# A machine that is thrown away: this one as it stands, under a layer in memory that takes every change, with its own
# network and its own processes, which end with it. Called in new namespaces: enter.sh FOLDER COMMAND…
set -eu
bac="$1"
shift
mount --make-rprivate /
mount -t tmpfs -o size=2g tmpfs "$bac"
mkdir "$bac/up" "$bac/work" "$bac/root"
mount -t overlay overlay -o "lowerdir=/,upperdir=$bac/up,workdir=$bac/work" "$bac/root"
mount --rbind /dev "$bac/root/dev"
mount -t proc proc "$bac/root/proc"
mount -t tmpfs tmpfs "$bac/root/run"
install -d -m 1777 "$bac/root/run/lock"
# What others of this machine's users installed is not there.
rm -rf "$bac/root/opt/cellule" "$bac/root/etc/cellule.env" "$bac/root/var/lib/cellule" "$bac/root/var/backups/cellule"
rm -f "$bac/root/var/log/nginx/"* "$bac/root/etc/nginx/sites-enabled/"*
rm -rf "$bac/root/etc/postgresql/"*
# The user of the application reaches the Python that the tests run on.
for folder in "$BASE_PYTHON" "$SITE_PACKAGES"; do
    while folder="$(dirname "$folder")" && [ "$folder" != / ]; do chmod a+x "$bac/root$folder"; done
done
ip link set lo up
exec chroot "$bac/root" "$@"
