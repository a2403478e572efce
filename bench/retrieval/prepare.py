"""Lays out the pictures of captions.json (see prepare.sh)."""

import hashlib
import json
import pathlib
import shutil
import subprocess
import sys


def sha256(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def unpacked(package, cache):
    """The folder with the contents of a package, downloaded and unpacked when it is not there."""
    folder = cache / package
    if folder.is_dir():
        return folder
    cache.mkdir(parents=True, exist_ok=True)
    print(f"getting {package}", file=sys.stderr)
    subprocess.run(["apt-get", "download", "-q", package], cwd=cache, check=True, stdout=sys.stderr)
    (archive,) = cache.glob(f"{package}_*.deb")
    partial = cache / f"{package}.partial"
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir()
    subprocess.run(["dpkg", "-x", archive, partial], check=True)
    partial.rename(folder)
    archive.unlink()
    return folder


def main(here, target):
    pictures = json.loads((here / "captions.json").read_text())["pictures"]
    missing = []
    for picture in pictures:
        name = picture.get("file") or picture["path"]
        place = target / (picture["id"] + pathlib.PurePosixPath(name).suffix)
        if place.is_file() and sha256(place) == picture["sha256"]:
            continue
        try:
            root = here if "file" in picture else unpacked(picture["package"], target / ".packages")
        except (OSError, subprocess.CalledProcessError) as trouble:
            missing.append(f"{picture['id']}: package {picture['package']} cannot be had ({trouble})")
            continue
        source = root / name
        if not source.is_file():
            missing.append(f"{picture['id']}: {name} is not in package {picture['package']}")
        elif sha256(source) != picture["sha256"]:
            missing.append(f"{picture['id']}: {name} is another file here (SHA-256 differs)")
        else:
            shutil.copyfile(source, place)
    print(f"{len(pictures) - len(missing)} of {len(pictures)} pictures in {target}", file=sys.stderr)
    for line in missing:
        print(line, file=sys.stderr)
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])))
