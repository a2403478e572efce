"""The text tower of the lite pack, as Java runs it: all-MiniLM-L6-v2 (int8), mean pooling, L2 norm."""

import zipfile

import numpy
import onnxruntime
import tokenizers

MODEL = "all-minilm-l6-v2-q.onnx"
TOKENIZER = "all-minilm-l6-v2-q-tokenizer.json"


class MiniLm:
    def __init__(self, jar):
        with zipfile.ZipFile(jar) as files:
            self.model_bytes = files.read(MODEL)
            self.tokenizer_bytes = files.read(TOKENIZER)
        self.session = onnxruntime.InferenceSession(self.model_bytes, providers=["CPUExecutionProvider"])
        self.tokenizer = tokenizers.Tokenizer.from_str(self.tokenizer_bytes.decode())
        self.tokenizer.no_padding()

    def vector(self, text):
        """One text at a time: the int8 scales depend on what else is in the batch. float32[384]."""
        ids = numpy.array([self.tokenizer.encode(text).ids], numpy.int64)
        feed = {"input_ids": ids, "attention_mask": numpy.ones_like(ids), "token_type_ids": numpy.zeros_like(ids)}
        names = {i.name for i in self.session.get_inputs()}
        (states, *_) = self.session.run(None, {k: v for k, v in feed.items() if k in names})
        mean = states[0].mean(axis=0)
        return mean / numpy.linalg.norm(mean)

    def vectors(self, texts):
        return numpy.stack([self.vector(text) for text in texts])
