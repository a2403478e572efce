#!/bin/sh
# Lays the pictures of captions.json out in a folder, each as ID.EXT, and checks every SHA-256.
#
# usage: prepare.sh DIR
#
# Committed pictures are copied; the others are taken from Debian packages (bookworm), which are downloaded and unpacked
# into DIR/.packages without installing anything. What is already there and right is left alone, so that a second run is
# quick and needs no network. Needs python3, and for the packages apt-get and dpkg.
set -eu
if [ $# -ne 1 ]; then
  echo "usage: $0 DIR" >&2
  exit 2
fi
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$1"
exec python3 "$here/prepare.py" "$here" "$(cd "$1" && pwd)"
