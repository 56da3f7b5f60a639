"""Prints the table of speed/inference from lines "case/program TAB {json}": medians, and ratios to the faster PyTorch."""
import json, statistics, sys

figures = {}
for line in open(sys.argv[1]):
    name, text = line.rstrip("\n").split("\t")
    case, program = name.split("/")
    if text:
        figures.setdefault(case, {}).setdefault(program, []).append(json.loads(text))


def median(rounds, name):
    return statistics.median(r[name] for r in rounds)


def opening(programs):
    empty = median(programs["Vitrine, nothing"], "peak_mb")
    own = programs["Vitrine"]
    weights, peak = median(own, "weights_mb"), median(own, "peak_mb")
    print(f"weights {weights:.0f} MB; reading their pages {median(own, 'reading_ms'):.0f} ms, "
          f"opening {median(own, 'opening_ms'):.0f} ms (PyTorch {median(programs['PyTorch'], 'opening_ms'):.0f} ms)")
    print(f"peak {peak:.0f} MB = {peak / weights:.2f} times the weights; without what an empty process takes "
          f"({empty:.0f} MB) {(peak - empty) / weights:.2f} times (PyTorch {median(programs['PyTorch'], 'peak_mb'):.0f} MB)")


for case, programs in figures.items():
    print(f"\n{case}")
    if case == "open":
        opening(programs)
    elif case == "memory":
        for p, r in programs.items():
            grown, mapped = median(r, "grown_mb"), median(r, "mapped_mb")
            print(f"{p}: {grown:+.1f} MB of its own from a fifth of them to the last, {mapped:+.1f} MB more pages")
            print(f"  of the weights' file read; peak {median(r, 'peak_mb'):.0f} MB")
    else:
        best = min(median(r, "median_ms") for p, r in programs.items() if p.startswith("PyTorch"))
        print(f"{'':30} {'tokens/s':>9} {'to PyTorch':>11} {'ms':>9} {'peak MB':>8}")
        for p, r in programs.items():
            ms = median(r, "median_ms")
            print(f"{p:30} {median(r, 'tokens_per_second'):9.1f} {best / ms:11.2f} {ms:9.1f} {median(r, 'peak_mb'):8.0f}")
