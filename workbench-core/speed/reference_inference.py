"""The same forward passes and the same generation in plain PyTorch, for speed/inference: eager attention, eval, no gradients.

forward TEXTS TOKENS TIMES      a BERT of base size on token ids
generate PROMPT NEW TIMES       a GPT-2 of small size, greedily, with a cache that grows by concatenation
open FILE                       torch.load of a file that `make OUT` wrote
make OUT                        writes such a file of GPT-2's size
Weights are random in both: speed does not depend on them. Prints one JSON line.
"""
import json, math, resource, statistics, sys, time
import torch
from torch import nn
import torch.nn.functional as F


class Bert(nn.Module):
    def __init__(self):
        super().__init__()
        d = 768
        self.words, self.places, self.types = nn.Embedding(30522, d), nn.Embedding(512, d), nn.Embedding(2, d)
        self.norm = nn.LayerNorm(d, eps=1e-12)
        self.layers = nn.ModuleList(nn.ModuleDict({
            "q": nn.Linear(d, d), "k": nn.Linear(d, d), "v": nn.Linear(d, d), "o": nn.Linear(d, d),
            "up": nn.Linear(d, 4 * d), "down": nn.Linear(4 * d, d),
            "n1": nn.LayerNorm(d, eps=1e-12), "n2": nn.LayerNorm(d, eps=1e-12)}) for _ in range(12))
        self.pooler = nn.Linear(d, d)

    def forward(self, ids, real):
        b, t = ids.shape
        x = self.norm(self.words(ids) + self.places(torch.arange(t)) + self.types(torch.zeros_like(ids)))
        mask = (1 - real[:, None, None, :].float()) * torch.finfo(torch.float32).min
        for l in self.layers:
            q, k, v = (l[n](x).view(b, t, 12, 64).transpose(1, 2) for n in "qkv")
            a = (q @ k.transpose(-1, -2) / 8 + mask).softmax(-1)
            x = l["n1"](x + l["o"]((a @ v).transpose(1, 2).reshape(b, t, 768)))
            x = l["n2"](x + l["down"](F.gelu(l["up"](x))))
        return x, torch.tanh(self.pooler(x[:, 0]))


class Gpt2(nn.Module):
    def __init__(self):
        super().__init__()
        d = 768
        self.words, self.places, self.norm = nn.Embedding(50257, d), nn.Embedding(1024, d), nn.LayerNorm(d)
        self.layers = nn.ModuleList(nn.ModuleDict({
            "qkv": nn.Linear(d, 3 * d), "o": nn.Linear(d, d), "up": nn.Linear(d, 4 * d), "down": nn.Linear(4 * d, d),
            "n1": nn.LayerNorm(d), "n2": nn.LayerNorm(d)}) for _ in range(12))

    def forward(self, ids, cache):
        b, t = ids.shape
        past = 0 if cache[0] is None else cache[0][0].shape[2]
        x = self.words(ids) + self.places(torch.arange(past, past + t))
        for i, l in enumerate(self.layers):
            q, k, v = (p.view(b, t, 12, 64).transpose(1, 2) for p in l["qkv"](l["n1"](x)).chunk(3, -1))
            if cache[i] is not None:
                k, v = torch.cat((cache[i][0], k), 2), torch.cat((cache[i][1], v), 2)
            cache[i] = k, v
            a = q @ k.transpose(-1, -2) / 8
            if t > 1:
                a = a.masked_fill(torch.ones(t, t, dtype=torch.bool).triu(1), torch.finfo(torch.float32).min)
            x = x + l["o"]((a.softmax(-1) @ v).transpose(1, 2).reshape(b, t, 768))
            x = x + l["down"](F.gelu(l["up"](l["n2"](x)), approximate="tanh"))
        return self.norm(x[:, -1]) @ self.words.weight.T


def say(**figures):
    figures["peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps(figures))


def measured(work, times, tokens):
    work(), work()
    took = []
    for _ in range(times):
        began = time.perf_counter()
        work()
        took.append(time.perf_counter() - began)
    median = statistics.median(took)
    say(median_ms=median * 1000, tokens_per_second=tokens / median)


def written(model, prompt, fresh):
    ids, cache = torch.arange(prompt)[None] * 37 + 100, [None] * 12
    for _ in range(fresh):
        ids = model(ids, cache).argmax(-1, keepdim=True)
        ids.item()


@torch.no_grad()
def main(kind, *rest):
    torch.manual_seed(1)
    if kind == "make":
        torch.save(Gpt2().state_dict(), rest[0])
    elif kind == "open":
        began = time.perf_counter()
        model = Gpt2()
        model.load_state_dict(torch.load(rest[0]))
        say(opening_ms=(time.perf_counter() - began) * 1000)
    elif kind == "forward":
        texts, tokens, times = map(int, rest)
        model, ids = Bert().eval(), torch.randint(5, 29000, (texts, tokens))
        measured(lambda: model(ids, torch.ones_like(ids)), times, texts * tokens)
    else:
        prompt, fresh, times = map(int, rest)
        model = Gpt2().eval()
        measured(lambda: written(model, prompt, fresh), times, fresh)


main(*sys.argv[1:])
