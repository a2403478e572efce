"""Makes the tiny random CLIP of the tests, with open_clip, as an ONNX and a TorchScript pack, and its golden outputs.

usage: python export.py --pictures DIR --out gpu-node/src/test/resources/tiny-clip

The network has CLIP's shape (ViT, text transformer, byte pairs) with fixed random weights; the vocabulary is the first
1000 merges of CLIP's. The goldens are what open_clip's own preprocessing, tokenizer and towers give.
"""

import argparse
import gzip
import hashlib
import json
import pathlib
import tempfile

import open_clip
import torch
from open_clip import tokenizer as clip_tokenizer
from open_clip.transform import image_transform
from PIL import Image

MERGES, CONTEXT, SIZE, WIDTH = 1000, 16, 32, 24
MEAN, DEVIATION = open_clip.OPENAI_DATASET_MEAN, open_clip.OPENAI_DATASET_STD
TEXTS = ["a cat", "The  two dogs at the WINDOW!", "it's 42 o'clock, isn't it?", "café über naïve", "东京 🐈", "",
         "one two three four five six seven eight nine ten eleven twelve thirteen fourteen"]


def tokenizer():
    """open_clip's tokenizer on a shortened list of merges, and the merges."""
    with gzip.open(clip_tokenizer.default_bpe()) as full:
        lines = full.read().decode().split("\n")[:1 + MERGES]
    with tempfile.NamedTemporaryFile(suffix=".gz") as short:
        short.write(gzip.compress("\n".join(lines).encode()))
        short.flush()
        # 49152 - 256 - 2 merges are read at most; a shorter list is taken whole
        return clip_tokenizer.SimpleTokenizer(bpe_path=short.name, context_length=CONTEXT), lines[1:]


def tokenizer_json(reference, merges):
    """The same tokenizer as Hugging Face's library reads it."""
    start, end = reference.sot_token_id, reference.eot_token_id
    special = [("<start_of_text>", start), ("<end_of_text>", end)]
    pattern = r"'s|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+"
    return {
        "version": "1.0",
        "added_tokens": [
            {"id": i, "content": t, "single_word": False, "lstrip": False, "rstrip": False, "normalized": False,
             "special": True} for t, i in special],
        "normalizer": {"type": "Sequence", "normalizers": [
            {"type": "NFC"}, {"type": "Replace", "pattern": {"Regex": r"\s+"}, "content": " "}, {"type": "Lowercase"}]},
        "pre_tokenizer": {"type": "Sequence", "pretokenizers": [
            {"type": "Split", "pattern": {"Regex": pattern}, "behavior": "Removed", "invert": True},
            {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": True, "use_regex": False}]},
        "post_processor": {
            "type": "TemplateProcessing",
            "single": [{"SpecialToken": {"id": special[0][0], "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}},
                       {"SpecialToken": {"id": special[1][0], "type_id": 0}}],
            "pair": [{"Sequence": {"id": "A", "type_id": 0}}, {"Sequence": {"id": "B", "type_id": 1}}],
            "special_tokens": {t: {"id": t, "ids": [i], "tokens": [t]} for t, i in special}},
        "model": {"type": "BPE", "continuing_subword_prefix": "", "end_of_word_suffix": "</w>", "fuse_unk": False,
                  "vocab": reference.encoder, "merges": merges},
    }


class ImageTower(torch.nn.Module):
    def __init__(self, model):
        super().__init__()
        self.model = model

    def forward(self, image):
        return self.model.encode_image(image)


class TextTower(torch.nn.Module):
    def __init__(self, model):
        super().__init__()
        self.model = model

    def forward(self, ids):
        return self.model.encode_text(ids)


class Both(torch.nn.Module):
    """One module with the two methods, as CLIP's TorchScript has them."""

    def __init__(self, image, text):
        super().__init__()
        self.image = image
        self.text = text

    @torch.jit.export
    def encode_image(self, image):
        return self.image(image)

    @torch.jit.export
    def encode_text(self, ids):
        return self.text(ids)


def manifest(engine, image, text, files, folder):
    return {
        "name": "tiny-" + engine,
        "space": {"model": "tiny", "version": "1", "dimension": WIDTH},
        "engine": engine,
        "image": {**image, "size": SIZE, "crop": 1.0, "resize": "scale-then-cut", "interpolation": "bicubic",
                  "mean": list(MEAN), "deviation": list(DEVIATION)},
        "text": {**text, "tokenizer": "tokenizer.json", "length": CONTEXT, "padded": True, "padding": 0,
                 "ids": "int64"},
        "files": [
            {"path": name, "sha256": hashlib.sha256((folder / name).read_bytes()).hexdigest(),
             "bytes": (folder / name).stat().st_size} for name in files],
        "licences": [{"part": "all", "licence": "Apache-2.0", "source": "random weights made by this project"},
                     {"part": "tokenizer.json", "licence": "MIT", "source": "the first merges of OpenAI's CLIP"}],
    }


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--pictures", type=pathlib.Path, required=True)
    arguments.add_argument("--out", type=pathlib.Path, required=True)
    given = arguments.parse_args()
    torch.manual_seed(20)
    torch.backends.mha.set_fastpath_enabled(False)  # its fused operator has no ONNX form
    reference, merges = tokenizer()
    model = open_clip.CLIP(
        embed_dim=WIDTH,
        vision_cfg=dict(image_size=SIZE, patch_size=8, width=32, layers=2, head_width=16),
        text_cfg=dict(context_length=CONTEXT, vocab_size=reference.vocab_size, width=32, heads=2, layers=2),
    ).eval()
    image, text = ImageTower(model).eval(), TextTower(model).eval()
    picture, ids = torch.zeros(2, 3, SIZE, SIZE), reference(TEXTS[:1])

    onnx, script = given.out / "onnx", given.out / "torchscript"
    for folder in (onnx, script):
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "tokenizer.json").write_text(json.dumps(tokenizer_json(reference, merges), ensure_ascii=False))
    with torch.no_grad():
        for module, example, name, inner in ((image, picture, "image.onnx", "image"), (text, ids, "text.onnx", "ids")):
            torch.onnx.export(module, example, onnx / name, opset_version=17, dynamo=False, input_names=[inner],
                              output_names=["vector"], dynamic_axes={inner: {0: "n"}, "vector": {0: "n"}})
        both = Both(torch.jit.trace(image, picture), torch.jit.trace(text, ids))
        torch.jit.script(both).save(script / "model.pt")
    for folder, engine, im, te, files in (
        (onnx, "onnx", {"file": "image.onnx", "input": "image", "output": "vector"},
         {"file": "text.onnx", "inputs": ["ids"], "output": "vector"}, ["image.onnx", "text.onnx", "tokenizer.json"]),
        (script, "torchscript", {"file": "model.pt", "method": "encode_image"},
         {"file": "model.pt", "method": "encode_text"}, ["model.pt", "tokenizer.json"]),
    ):
        (folder / "pack.json").write_text(json.dumps(manifest(engine, im, te, files, folder), indent=1) + "\n")

    # PNG: lossless, so that no JPEG decoder stands between the two sides
    transform = image_transform(SIZE, is_train=False, mean=MEAN, std=DEVIATION, interpolation="bicubic")
    goldens = {"texts": [], "pictures": []}
    with torch.no_grad():
        for source, box in (("cat", (150, 97)), ("rocket", (97, 150)), ("coffee", (64, 64))):
            small = Image.open(given.pictures / f"{source}.jpg").convert("RGB").resize(box, Image.LANCZOS)
            small.save(given.out / f"{source}.png")
            tensor = transform(small)[None]
            goldens["pictures"].append({
                "file": f"{source}.png", "vector": model.encode_image(tensor)[0].tolist(),
                "pixels": [round(float(x), 6) for x in tensor.flatten()[::97]]})
        for line in TEXTS:
            tokens = reference([line])
            goldens["texts"].append(
                {"text": line, "ids": tokens[0].tolist(), "vector": model.encode_text(tokens)[0].tolist()})
    (given.out / "goldens.json").write_text(json.dumps(goldens, ensure_ascii=False, indent=1) + "\n")


if __name__ == "__main__":
    main()
