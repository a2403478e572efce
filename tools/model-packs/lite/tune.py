"""Compares phrase templates and temperatures of the lite pack on pictures that the benchmark does not use.

usage: python tune.py --minilm JAR --stamps DIR [--wordnet DIR] [--captions captions.json]

The pictures are the stamps of Debian's tuxpaint-stamps-default (DIR is its unpacked usr/share/tuxpaint/stamps); the
caption of each is its file name. Stamps named in captions.json are left out, so that the benchmark stays unseen.
"""

import argparse
import json
import pathlib
import re

import numpy
import torch
from PIL import Image

import image_tower
import labels
import minilm

FOLDERS = ("animals", "food", "hobbies", "household", "clothes", "medical", "military", "space", "town", "vehicles")
LEFT_OUT = re.compile(r"cartoon|_mirror|roadsigns|flags|/t_|hats/|button|outline|tooth|pizza|hedgehog|sumatran|gnu-")
TEMPLATES = {
    "name": lambda name, kind: name,
    "photo": lambda name, kind: f"a photo of a {name}",
    "photo, kind": labels.phrase,
    "name, kind": lambda name, kind: f"{name}, {kind}" if kind else name,
}
TEMPERATURES = (0.7, 1.0, 1.5, 2.0)


def picture(path, size):
    """float32 [3, size, size]: flattened on white, cropped and scaled as pack.json says."""
    image = Image.open(path).convert("RGBA")
    image = Image.alpha_composite(Image.new("RGBA", image.size, "white"), image).convert("RGB")
    side = size / (size + 32) * min(image.size)
    left, top = ((edge - side) / 2 for edge in image.size)
    image = image.resize((size, size), Image.BICUBIC, box=(left, top, left + side, top + side))
    return torch.tensor((numpy.asarray(image, numpy.float32).transpose(2, 0, 1) - 127) / 128)


def image_vectors(logits, vectors, temperature):
    shares = torch.softmax(torch.tensor(logits) / temperature, 1).numpy()
    out = []
    for row in shares:
        best = numpy.argsort(-row)[:10]
        mean = row[best] @ vectors[best]
        out.append(mean / numpy.linalg.norm(mean))
    return numpy.array(out)


def recalls(queries, images, names):
    ranks = []
    for query, name in zip(queries, names):
        scores = images @ query
        best = max(score for score, other in zip(scores, names) if other == name)
        ranks.append((scores > best).sum())
    return [float((numpy.array(ranks) < k).mean()) for k in (1, 5)]


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--minilm", required=True)
    arguments.add_argument("--stamps", type=pathlib.Path, required=True)
    arguments.add_argument("--wordnet", default="/usr/share/wordnet")
    arguments.add_argument("--captions", type=pathlib.Path, default="../../../bench/retrieval/captions.json")
    given = arguments.parse_args()
    benchmark = {p.get("path", "") for p in json.loads(given.captions.read_text())["pictures"]}
    files = sorted(
        file for folder in FOLDERS for file in (given.stamps / folder).rglob("*.png")
        if not LEFT_OUT.search(str(file))
        and "usr/share/tuxpaint/stamps/" + str(file.relative_to(given.stamps)) not in benchmark)
    names = [re.sub(r"\d+", "", file.stem).replace("_", " ").replace("-", " ").strip().lower() for file in files]
    text = minilm.MiniLm(given.minilm)
    queries = text.vectors(["a " + name for name in names])
    named = labels.labels(given.wordnet)
    vectors = {title: text.vectors([form(*label) for label in named]) for title, form in TEMPLATES.items()}
    for model, size in image_tower.SIZES.items():
        net = image_tower.network(model)
        with torch.no_grad():
            logits = numpy.stack([net(picture(file, size)[None])[0].numpy() for file in files])
        for title, of_labels in vectors.items():
            for temperature in TEMPERATURES:
                first, five = recalls(queries, image_vectors(logits, of_labels, temperature), names)
                print(f"{model}  {title:12}  temperature {temperature}  R@1 {first:.3f}  R@5 {five:.3f}")


if __name__ == "__main__":
    main()
