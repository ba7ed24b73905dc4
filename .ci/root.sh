# SPDX-License-Identifier: AGPL-3.0-or-later
# shellcheck shell=bash
#
# A private Debian root: made once by mmdebstrap, entered with bubblewrap. Part of ../dev.

prepare_host() {
  local missing=()
  command -v mmdebstrap >/dev/null || missing+=(mmdebstrap)
  command -v bwrap >/dev/null || missing+=(bubblewrap)
  command -v newuidmap >/dev/null || missing+=(uidmap)
  [ -e /usr/share/keyrings/debian-archive-keyring.gpg ] || missing+=(debian-archive-keyring)
  [ ${#missing[@]} = 0 ] && return
  command -v apt-get >/dev/null || die "please install: ${missing[*]}"
  install_packages "${missing[@]}"
}

root_path() { # LIST
  local key
  key=$(packages "$1" "$release" | sort -u | cat - <(declare -f make_root) | sha256sum | cut -c1-12)
  echo "$cache/$release-$1-$key"
}

host_path() { # FILE: its absolute name in the root
  local path
  path=$(realpath -s -- "$1")
  case $path in
    /etc/* | /usr/* | /var/*) echo "/.host$path" ;;
    *) echo "$path" ;;
  esac
}

make_root() { # LIST PATH
  local log=$2.log mode=unshare options=()
  [ "$(id -u)" = 0 ] && mode=root
  # A mirror's index of testing can be past its date.
  [ "$release" = forky ] && options+=(--aptopt='Acquire::Check-Valid-Until "false"')
  say "making a Debian $release root in $2 (once, a minute or two)"
  rm -rf -- "$2.new"
  mkdir -p -- "$2.new"
  # Through tar, because the files of a user's own mmdebstrap belong to other user numbers.
  if ! mmdebstrap --quiet --mode="$mode" --variant=essential --format=tar \
    --include="$(packages "$1" "$release" | paste -sd,)" "${options[@]}" \
    --aptopt='APT::Install-Recommends "false"' \
    --dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='path-exclude=/usr/share/doc/*' \
    --dpkgopt='path-include=/usr/share/doc/*/copyright' \
    "$release" - 2>"$log" | tar -x -C "$2.new" --no-same-owner --exclude='./dev/*'; then
    tail -n 20 -- "$log" >&2
    rm -rf -- "$2.new"
    die "the root could not be made; all that was said is in $log"
  fi
  tr -d - </proc/sys/kernel/random/uuid >"$2.new/etc/machine-id"
  cat >"$2.new/etc/fonts/conf.d/05-host-fonts.conf" <<'END'
<?xml version="1.0"?>
<fontconfig><dir>/.host/usr/share/fonts</dir><dir>/.host/usr/local/share/fonts</dir></fontconfig>
END
  mv -T -- "$2.new" "$2"
}

prepare_root() { # LIST; sets root
  root=$(root_path "$1")
  [ -d "$root" ] && return
  prepare_host
  mkdir -p -- "$cache"
  (
    flock 9
    [ -d "$root" ] || make_root "$1" "$root"
  ) 9>"$root.lock"
}

# The root's system, and everything of the host that is not system at its own place. The host's
# system is under /.host: for its fonts, and for who wants to read a document in it.
in_root() {
  local folder binds=()
  for folder in /*; do
    case $folder in
      /bin | /boot | /dev | /etc | /lib* | /proc | /sbin | /sys | /usr | /var | /lost+found) ;;
      *)
        if [ -L "$folder" ]; then
          binds+=(--symlink "$(readlink -- "$folder")" "$folder")
        elif [ -d "$folder" ]; then
          binds+=(--bind-try "$folder" "$folder")
        fi
        ;;
    esac
  done
  for folder in bin lib lib64 sbin; do
    [ ! -e "$root/$folder" ] || binds+=(--symlink "usr/$folder" "/$folder")
  done
  for folder in etc usr var; do
    binds+=(--ro-bind-try "/$folder" "/.host/$folder")
  done
  [ ! -s /etc/machine-id ] || binds+=(--ro-bind /etc/machine-id /etc/machine-id)
  env -u GIO_EXTRA_MODULES -u GTK_MODULES -u GTK_PATH -u LANGUAGE -u LC_ALL -u LD_LIBRARY_PATH \
    -u PYTHONPATH LANG=C.UTF-8 PATH=/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin \
    XDG_DATA_DIRS=/usr/local/share:/usr/share RECTO_ROOT="$release" \
    bwrap --die-with-parent --ro-bind "$root/usr" /usr --ro-bind "$root/etc" /etc \
    --ro-bind "$root/var" /var --bind-try /var/tmp /var/tmp "${binds[@]}" \
    --ro-bind-try /etc/passwd /etc/passwd --ro-bind-try /etc/group /etc/group \
    --dev-bind /dev /dev --bind /proc /proc --ro-bind-try /sys /sys "${mounts[@]}" -- "$@"
}
