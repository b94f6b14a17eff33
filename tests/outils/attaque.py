"""What somebody who reads a report can deduce from it, found without its code: plain enumeration,
and flows for two dimensions (a flow between integer bounds has an integer solution)."""

from collections import deque
from itertools import product

SMALL = range(1, 5)


def values_of_split(printed, total):
    """{cell: what it can be}, for cells that add up to `total`. "< 5" is from 1 to 4, zero being
    printed; "n. c." is five or more, unless nothing is printed."""
    if set(printed.values()) == {"n. c."}:
        return {cell: set(range(total + 1)) for cell in printed} if len(printed) > 1 else {}
    rest = total - sum(n for n in printed.values() if not isinstance(n, str))
    small = [cell for cell, n in printed.items() if n == "< 5"]
    kept_back = sum(n == "n. c." for n in printed.values())
    found = {cell: set() for cell in small}
    for numbers in product(SMALL, repeat=len(small)):
        left = rest - sum(numbers)
        if left >= 5 * kept_back if kept_back else left == 0:
            for cell, number in zip(small, numbers, strict=True):
                found[cell].add(number)
    return found


class Croisement:
    """What is known of natures (a situation has one or more) crossed with niveaux (one each)."""

    def __init__(self, natures, niveaux, printed):
        """`natures` and `printed` ({(nature, niveau): n}) as they stand on the page; `niveaux` are
        the true numbers: who knows them knows more than a reader."""
        self.niveaux, whole = niveaux, sum(niveaux.values())
        self.totals = {j: bounds(n, whole) for j, n in natures.items()}
        self.cells = {
            (j, r): bounds(printed.get((j, r), "n. c."), number)
            for j in natures
            for r, number in niveaux.items()
        }

    def may_be(self, cell, number):
        """Whether a cell (nature, niveau), or a nature, can be `number`."""
        totals, cells = dict(self.totals), dict(self.cells)
        known = cells if cell in cells else totals
        low, high = known[cell]
        if not low <= number <= high:
            return False
        known[cell] = (number, number)
        arcs = {("source", j): limits for j, limits in totals.items()}
        arcs |= {(("j", j), ("r", r)): limits for (j, r), limits in cells.items()}
        arcs = {
            (tail, ("j", head) if tail == "source" else head): limits
            for (tail, head), limits in arcs.items()
        }
        most = sum(high for _, high in totals.values())
        arcs |= {(("r", r), "sink"): (n, most) for r, n in self.niveaux.items()}
        return is_feasible(arcs | {("sink", "source"): (0, most)})


def bounds(number, most):
    if number == "< 5":
        return 0, min(4, most)
    return (0, most) if number == "n. c." else (number, number)


def is_feasible(arcs):
    """Whether a circulation exists between the bounds {(tail, head): (low, high)}: the excess that
    the low bounds make at each node must flow away (Hoffman)."""
    left, excess = {}, {}
    for (tail, head), (low, high) in arcs.items():
        left[tail, head] = left.get((tail, head), 0) + high - low
        left.setdefault((head, tail), 0)
        excess[head] = excess.get(head, 0) + low
        excess[tail] = excess.get(tail, 0) - low
    for node, number in excess.items():
        if number > 0:
            left["start", node], left[node, "start"] = number, 0
        elif number < 0:
            left[node, "end"], left["end", node] = -number, 0
    while path := augmenting(left):
        amount = min(left[arc] for arc in path)
        for tail, head in path:
            left[tail, head] -= amount
            left[head, tail] += amount
    return not any(number for (tail, _), number in left.items() if tail == "start")


def augmenting(left):
    """The arcs of a shortest way from "start" to "end" with something left on it, or nothing."""
    out = {}
    for (tail, head), number in left.items():
        if number > 0:
            out.setdefault(tail, []).append(head)
    came, queue = {"start": None}, deque(["start"])
    while queue:
        node = queue.popleft()
        for head in out.get(node, []):
            if head not in came:
                came[head] = node
                queue.append(head)
    path, node = [], "end"
    while came.get(node):
        path.append((came[node], node))
        node = came[node]
    return path
