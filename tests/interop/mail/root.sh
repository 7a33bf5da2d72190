# Installs packages into a copy of this system that is gone afterwards, and runs a server there.
# Call: unshare --mount --pid --fork --kill-child sh root.sh HOME START PACKAGE...
# Ends with 77, and the reason as the last line, where that can't be done here.
set -u
home=$1 start=$2
shift 2
cannot() {
    echo "$1"
    exit 77
}
mkdir -p "$home/root"
mount -t tmpfs tmpfs "$home/root" || cannot "no tmpfs may be mounted"
cd "$home/root" && mkdir changes work system
mount -t overlay -o lowerdir=/,upperdir=changes,workdir=work overlay system || cannot "no overlay may be mounted"
mount -t proc proc system/proc || cannot "no proc may be mounted"
mount --rbind /dev system/dev
mkdir -p system/interop && mount --bind "$home/files" system/interop

# Nothing that is installed starts by itself.
printf '#!/bin/sh\nexit 101\n' > system/usr/sbin/policy-rc.d
chmod 755 system/usr/sbin/policy-rc.d
export DEBIAN_FRONTEND=noninteractive LC_ALL=C
install() { chroot system apt-get install -y -q --no-install-recommends "$@" < /dev/null; }
install "$@" || { chroot system apt-get update -q && install "$@"; } || cannot "apt-get could not install $*"
chroot system dpkg-query -W -f '${Version} ' "$1" > system/interop/version
# Not in place of this shell: a process that changes who it is outlives `unshare --kill-child`.
chroot system sh "/interop/$start"
exit $?
