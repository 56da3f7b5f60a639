"""Prints the table of speed/table from lines "case/program TAB {json}": medians, and ratios to the faster PyTorch."""
import json, statistics, sys

figures = {}
for line in open(sys.argv[1]):
    name, text = line.rstrip("\n").split("\t")
    case, program = name.split("/")
    figures.setdefault(case, {}).setdefault(program, []).append(json.loads(text))


def median(rounds, name):
    return statistics.median(r[name] for r in rounds)


for case, programs in figures.items():
    speed = {p: median(r, "tokens_per_second") for p, r in programs.items()}
    best = max(s for p, s in speed.items() if p.startswith("PyTorch") and "padded" not in p)
    print(f"\n{case}\n{'':30} {'tokens/s':>9} {'to PyTorch':>11} {'ms a step':>10} {'peak MB':>8}")
    for p, r in programs.items():
        print(f"{p:30} {speed[p]:9.0f} {speed[p] / best:11.2f} {median(r, 'median_ms'):10.0f} {median(r, 'peak_mb'):8.0f}")
