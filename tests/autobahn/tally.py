"""Holds the reports of the Autobahn test suite against results.json, and prints them by category.

tally.py REPORTS RESULTS          fails where a verdict is worse than recorded, or a case of a category is missing
tally.py REPORTS RESULTS record   writes the results
"""
import collections
import json
import sys

RANKS = ["OK", "INFORMATIONAL", "NON-STRICT", "UNIMPLEMENTED", "UNCLEAN", "WRONG CODE", "FAILED BY CLIENT", "FAILED"]
# these are played whole every time, of the others `.ci/autobahn` plays some
WHOLE = ["1", "2", "3", "4", "5", "6", "7", "10"]


def order(case):
    return [int(part) for part in case.split(".")]


def rank(verdicts):
    return [RANKS.index(verdict) for verdict in verdicts]


def tallied(verdicts):
    """How many cases of each category had which verdict."""
    tally = collections.defaultdict(collections.Counter)
    for case, (behavior, _) in verdicts.items():
        tally[case.split(".")[0]][behavior] += 1
    return {category: dict(tally[category]) for category in sorted(tally, key=int)}


def written(results):
    """JSON with a category or a case a line."""
    groups = []
    for name, group in results.items():
        lines = ",\n".join(f"  {json.dumps(key)}: {json.dumps(value)}" for key, value in group.items())
        groups.append(f" {json.dumps(name)}: {{\n{lines}\n }}")
    return "{\n" + ",\n".join(groups) + "\n}\n"


def main(reports, results, mode="check"):
    with open(f"{reports}/index.json") as file:
        (played,) = json.load(file).values()
    verdicts = {case: (played[case]["behavior"], played[case]["behaviorClose"]) for case in sorted(played, key=order)}
    tally = tallied(verdicts)
    for category, counts in tally.items():
        print(f"{category:>4}", ", ".join(f"{count} {verdict}" for verdict, count in counts.items()))
    if mode == "record":
        other = {case: list(both) for case, both in verdicts.items() if both != ("OK", "OK")}
        with open(results, "w") as file:
            file.write(written({"categories": tally, "other than OK, and its close": other}))
        return 0
    with open(results) as file:
        recorded = json.load(file)
    faults = []
    for case, both in verdicts.items():
        allowed = recorded["other than OK, and its close"].get(case, ["OK", "OK"])
        if any(got > most for got, most in zip(rank(both), rank(allowed))):
            faults.append(f"case {case} is {both[0]}, its close {both[1]}")
    whole = recorded["categories"] if mode == "all" else WHOLE
    for category in whole:
        got, want = (sum(tallies.get(category, {}).values()) for tallies in (tally, recorded["categories"]))
        if got != want:
            faults.append(f"{got} cases of category {category} were played, not {want}")
    print("\n".join(faults) or f"{len(verdicts)} cases, none worse than recorded")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
