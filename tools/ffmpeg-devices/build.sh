#!/bin/sh
# Builds the two small libraries that stand in for libavdevice; run it after a change of ffmpeg's
# major version (the symbol version is in avdevice.map). Needs gcc and gcc-aarch64-linux-gnu.
set -eu
cd "$(dirname "$0")"
out=../../ingest-actors/src/main/resources/dev/muninn/ingest/media/native
for pair in gcc:linux-x86_64 aarch64-linux-gnu-gcc:linux-arm64; do
  mkdir -p "$out/${pair#*:}"
  "${pair%%:*}" -shared -fPIC -O1 -s -nostdlib -fno-asynchronous-unwind-tables -fno-stack-protector \
    -Wl,-soname,libavdevice.so.62 -Wl,--version-script=avdevice.map -Wl,--build-id=none \
    -Wl,-z,noexecstack,-z,max-page-size=4096,-z,common-page-size=4096 \
    -o "$out/${pair#*:}/libavdevice.so.62" avdevice.c
done
