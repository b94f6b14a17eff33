#!/bin/sh
# What the page of installation takes from Debian and a test cannot fetch again each time: installed once, as root.
# Nothing of it is left running.
set -eu
missing=""
for package in adduser ca-certificates curl git iproute2 nginx openssl postgresql python3-venv systemd; do
    dpkg-query --show --showformat '${db:Status-Status}\n' "$package" 2>/dev/null | grep -qx installed || missing="$missing $package"
done
[ -n "$missing" ] || exit 0
export DEBIAN_FRONTEND=noninteractive
policy=/usr/sbin/policy-rc.d
if [ ! -e "$policy" ]; then
    trap 'rm -f "$policy"' EXIT
    printf '#!/bin/sh\nexit 101\n' >"$policy"
    chmod 755 "$policy"
fi
# The only cluster wanted is that of the test.
apt-get update >/dev/null
apt-get install -y --no-install-recommends postgresql-common >/dev/null
sed -i -E 's/^#?\s*create_main_cluster\b.*/create_main_cluster = false/' /etc/postgresql-common/createcluster.conf
# shellcheck disable=SC2086  # several words
apt-get install -y --no-install-recommends $missing >/dev/null
