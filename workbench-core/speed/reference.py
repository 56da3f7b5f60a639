"""The same training step in plain PyTorch, for speed/table: eager attention, AdamW over all parameters, clipping at 1.

step DROPOUT UPDATES            a BERT of 4 layers, width 256, vocabulary 8,000; 16 texts of 128 tokens
epoch MODEL ROWS UPDATES PAD    the MiniLM layout on token ids; PAD 0 pads a batch to its longest text, 64 to 64
Weights are random in both: speed does not depend on them. Prints one JSON line.
"""
import json, math, random, resource, statistics, sys, time
import torch
from torch import nn
import torch.nn.functional as F


class Block(nn.Module):
    def __init__(self, d, heads, inner, p):
        super().__init__()
        self.heads, self.p = heads, p
        self.q, self.k, self.v, self.o = (nn.Linear(d, d) for _ in range(4))
        self.up, self.down = nn.Linear(d, inner), nn.Linear(inner, d)
        self.n1, self.n2 = nn.LayerNorm(d, eps=1e-12), nn.LayerNorm(d, eps=1e-12)

    def forward(self, x, mask):
        b, t, d = x.shape
        q, k, v = (f(x).view(b, t, self.heads, -1).transpose(1, 2) for f in (self.q, self.k, self.v))
        a = (q @ k.transpose(-1, -2)) / math.sqrt(d // self.heads) + mask
        a = F.dropout(a.softmax(-1), self.p, self.training)
        y = (a @ v).transpose(1, 2).reshape(b, t, d)
        x = self.n1(x + F.dropout(self.o(y), self.p, self.training))
        y = self.down(F.gelu(self.up(x)))
        return self.n2(x + F.dropout(y, self.p, self.training))


class Bert(nn.Module):
    def __init__(self, vocab, d, layers, heads, inner, places, p):
        super().__init__()
        self.p = p
        self.words, self.places, self.types = nn.Embedding(vocab, d), nn.Embedding(places, d), nn.Embedding(2, d)
        self.norm = nn.LayerNorm(d, eps=1e-12)
        self.blocks = nn.ModuleList(Block(d, heads, inner, p) for _ in range(layers))
        self.pooler, self.classifier = nn.Linear(d, d), nn.Linear(d, 2)

    def forward(self, ids, real):
        x = self.words(ids) + self.places(torch.arange(ids.shape[1])) + self.types(torch.zeros_like(ids))
        x = F.dropout(self.norm(x), self.p, self.training)
        mask = (1 - real[:, None, None, :].float()) * torch.finfo(torch.float32).min
        for block in self.blocks:
            x = block(x, mask)
        return self.classifier(F.dropout(torch.tanh(self.pooler(x[:, 0])), self.p, self.training))


def run(model, batches):
    model.train()
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-4, weight_decay=0.0, foreach=True)
    times, tokens = [], 0
    for i, (ids, real, labels) in enumerate(batches):
        began = time.perf_counter()
        loss = F.cross_entropy(model(ids, real), labels)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        loss.item()
        if i >= 3:
            times.append(time.perf_counter() - began)
            tokens += int(real.sum())
    print(json.dumps({"median_ms": statistics.median(times) * 1000, "tokens_per_second": tokens / sum(times),
                      "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))


def padded(rows, width):
    width = width or max(len(r["ids"]) for r in rows)
    ids = torch.zeros(len(rows), width, dtype=torch.long)
    real = torch.zeros_like(ids)
    for i, r in enumerate(rows):
        cut = r["ids"][:width]
        ids[i, : len(cut)], real[i, : len(cut)] = torch.tensor(cut), 1
    return ids, real, torch.tensor([r["label"] for r in rows])


def main(kind, *rest):
    torch.manual_seed(1)
    random.seed(1)
    if kind == "step":
        p, updates = float(rest[0]), int(rest[1])
        model = Bert(8000, 256, 4, 4, 1024, 128, p)
        batches = ((torch.randint(5, 8000, (16, 128)), torch.ones(16, 128, dtype=torch.long), torch.arange(16) % 2)
                   for _ in range(updates))
    else:
        config = json.load(open(rest[0] + "/config.json"))
        rows = [json.loads(line) for line in open(rest[1])]
        random.shuffle(rows)
        updates, width = int(rest[2]), int(rest[3])
        model = Bert(config["vocab_size"], config["hidden_size"], config["num_hidden_layers"],
                     config["num_attention_heads"], config["intermediate_size"], 512, 0.1)
        batches = (padded(rows[i * 32 % len(rows): i * 32 % len(rows) + 32], width) for i in range(updates))
    run(model, batches)


main(*sys.argv[1:])
