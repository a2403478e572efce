"""The 1000 ImageNet labels as short English phrases, each with the kind of thing it is where that helps a search.

Names: open_clip's curated class names (MIT). Kinds: the nearest hypernym in WordNet 3.0 (WordNet licence) that is an
everyday word of KINDS; the class ids are WordNet offsets, listed by timm (Apache-2.0).
"""

import pathlib

from open_clip.zero_shot_metadata import IMAGENET_CLASSNAMES

# words that somebody might search for instead of the name; the nearest one upwards counts
KINDS = {
    "dog", "big cat", "cat", "wolf", "fox", "bear", "monkey", "ape", "rabbit", "pig", "cattle", "sheep", "antelope", "camel",
    "elephant", "whale", "seal", "horse", "bird", "duck", "owl", "parrot", "snake", "lizard", "turtle", "frog",
    "salamander", "crocodile", "fish", "shark", "spider", "beetle", "butterfly", "insect", "crab", "snail", "mammal",
    "car", "truck", "bus", "train", "locomotive", "bicycle", "boat", "ship", "aircraft", "airplane", "spacecraft",
    "vehicle", "weapon", "gun", "musical instrument", "tool", "camera", "computer", "clock", "watch", "lamp",
    "furniture", "chair", "bed", "table", "kitchen utensil", "cooking utensil", "bottle", "cup", "bag", "box", "shoe",
    "hat", "dress", "coat", "clothing", "ball", "toy", "building", "house", "church", "shop", "bridge", "fence",
    "fruit", "vegetable", "bread", "dessert", "drink", "food", "flower", "mushroom", "mountain", "machine",
    "home appliance", "electronic equipment", "rodent", "instrument", "garment", "headdress", "footwear",
    "sports equipment", "game equipment", "baked goods", "beverage", "fungus", "firearm", "warship",
}
SPOKEN = {
    "garment": "clothing", "headdress": "hat", "footwear": "shoe", "baked goods": "bread", "beverage": "drink",
    "fungus": "mushroom", "firearm": "gun", "warship": "ship", "cattle": "cow", "cooking utensil": "kitchen utensil",
    "home appliance": "appliance", "electronic equipment": "device", "game equipment": "game",
    "mammal": "animal", "aircraft": "airplane", "instrument": None, "box": None, "device": None,
}


def kinds(wordnet, offsets):
    """The kind of each synset (an offset such as 2084071), or None."""
    lemmas, parents = {}, {}
    for line in (pathlib.Path(wordnet) / "data.noun").read_text(encoding="utf-8").splitlines():
        if not line.startswith(" "):
            words = line.split(" | ")[0].split(" ")
            count = int(words[3], 16)
            offset = int(words[0])
            lemmas[offset] = [words[4 + 2 * i].lower().replace("_", " ") for i in range(count)]
            rest = words[4 + 2 * count:]
            parents[offset] = [
                int(rest[2 + 4 * i]) for i in range(int(rest[0])) if rest[1 + 4 * i] in ("@", "@i")]
    return [_kind(offset, lemmas, parents) for offset in offsets]


def _kind(offset, lemmas, parents):
    level = [offset]
    while level:
        for synset in level:
            for lemma in lemmas[synset]:
                if lemma in KINDS:
                    return SPOKEN.get(lemma, lemma)
        level = [up for synset in level for up in parents[synset]]
    return None


def labels(wordnet):
    """1000 pairs (name, kind or None), in the order of the model's outputs."""
    import timm.data

    synsets = pathlib.Path(timm.data.__file__).parent / "_info" / "imagenet_synsets.txt"
    offsets = [int(line[1:]) for line in synsets.read_text().split()]
    names = [name.split(" (")[0].split(" / ")[0] for name in IMAGENET_CLASSNAMES]
    found = kinds(wordnet, offsets)
    return [(name, None if kind and kind in name.lower() else kind) for name, kind in zip(names, found)]


def phrase(name, kind):
    """What is embedded for a label."""
    return f"a photo of a {name}, a kind of {kind}" if kind else f"a photo of a {name}"
