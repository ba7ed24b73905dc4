# SPDX-License-Identifier: AGPL-3.0-or-later
# shellcheck shell=bash
#
# A Debian root in which an ordinary user builds, installs and runs Recto's Flatpak. Part of ../dev.

sandbox_home=$cache/flatpak-home
CANNOT=77 # exit status: the machine forbids it

# In a new mount namespace, as root. bubblewrap would forbid the file system of the document portal
# to be mounted, and a changed root directory the sandboxes that are made in it; so the root becomes
# that of the namespace.
become_user() { # ROOT HOME COMMAND…
  local new=$1 home=$2 file name=recto id=1000 folder
  shift 2
  mount --bind "$new" "$new"
  cd -- "$new" || return
  for folder in dev sys; do mount --rbind "/$folder" "$new/$folder"; done
  mount -t proc proc "$new/proc"
  for folder in run tmp; do mount -t tmpfs -o mode=755 "$folder" "$new/$folder"; done
  chmod 1777 tmp var/tmp
  # The X server's and the sound server's folders have to be root's.
  install -d -m 1777 tmp/.X11-unix tmp/.ICE-unix
  for file in resolv.conf hosts; do
    [ ! -s "/etc/$file" ] || { touch "etc/$file" && mount --bind "/etc/$file" "etc/$file"; }
  done
  [ -e etc/mtab ] || ln -s ../proc/self/mounts etc/mtab
  grep -q "^$name:" etc/passwd || chroot . useradd --uid "$id" --home-dir "/home/$name" "$name"
  install -d -m 700 -o "$id" -g "$id" "run/user/$id"
  mkdir -p "home/$name"
  mount --bind "$home" "home/$name"
  # Whoever has the device may only mount for itself, as on any desktop.
  if [ -e dev/fuse ]; then
    mknod -m 666 run/fuse c 10 229 && mount --bind run/fuse dev/fuse
  fi
  mkdir -p mnt/old
  pivot_root . mnt/old
  cd /
  umount -l /mnt/old
  setpriv --reuid "$id" --regid "$id" --init-groups env -i HOME="/home/$name" LANG=C.UTF-8 \
    PATH=/usr/bin:/usr/sbin:/bin:/sbin SHELL=/bin/sh USER="$name" XDG_RUNTIME_DIR="/run/user/$id" \
    bash -c 'cd && exec "$@"' bash "$@"
}

in_sandbox_root() { # COMMAND…
  (
    flock 9
    unshare --mount --propagation private --pid --fork --kill-child bash -euc \
      "$(declare -f become_user); become_user \"\$@\"" bash "$root" "$sandbox_home" "$@"
  ) 9>"$sandbox_home.lock"
}

# Sets everything up; ends with CANNOT, and says why, where the machine does not let it.
prepare_sandbox() {
  if [ "$(id -u)" != 0 ]; then
    command -v sudo >/dev/null || cannot "it takes an administrator, and there is no sudo"
    exec sudo -- "$repo/dev" "${command_line[@]}"
  fi
  unshare --mount --pid --fork true 2>/dev/null || cannot "this machine lets no namespaces be made"
  release=trixie
  prepare_root flatpak-packages
  # What would be built, and nothing that was.
  rm -rf -- "$sandbox_home/source"
  mkdir -p -- "$sandbox_home/source"
  tar -c -C "$repo" --exclude='./build*' --exclude=./.git --exclude=__pycache__ . |
    tar -x -C "$sandbox_home/source"
  chown -R 1000:1000 -- "$sandbox_home/source"
  chown 1000:1000 -- "$sandbox_home"
  in_sandbox_root unshare --user true 2>/dev/null ||
    cannot "this machine lets ordinary users make no user namespaces, which sandboxes are made of"
}

cannot() {
  say "the Flatpak is not tried: $*"
  [ "$verb" != test ] || echo "0 passed, 0 failed, 1 skipped"
  exit $CANNOT
}
