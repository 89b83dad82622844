"""A table with its totals as a network: who adds up to what, as currents that balance.

Every cell is a pipe carrying its count, every sum a joint where as much flows in as
out. What someone can work out about a hidden cell is then how far its current can be
turned up or down when only hidden pipes may change: a largest flow, in whole numbers.
"""

from collections import defaultdict, deque
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from heapq import heappop, heappush

Cell = tuple[str, int]
Joint = tuple[str, int]
Capacities = defaultdict[Joint, defaultdict[Joint, int]]


@dataclass(frozen=True)
class Pipe:
    """One cell: from where to where, how much, and what hiding it would cost."""

    tail: Joint
    head: Joint
    count: int
    cost: int


Network = Mapping[Cell, Pipe]


def room(network: Network, hidden: Collection[Cell], cell: Cell, enough: int) -> int:
    """How wide the range is in which the cell's count may lie, looked at up to enough.

    A count is never below nought; nothing else limits it from above but its totals.
    """
    pipe = network[cell]
    others = [network[other] for other in hidden if other != cell]
    up = _largest_flow(others, pipe.head, pipe.tail, enough)
    if up >= enough:
        return enough
    least = min(pipe.count, enough)
    return min(up + _largest_flow(others, pipe.tail, pipe.head, least), enough)


def cheapest_cover(
    network: Network, hidden: Collection[Cell], cell: Cell, enough: int
) -> frozenset[Cell] | None:
    """The cheapest cells that, hidden as well, give this one room enough; or None."""
    pipe = network[cell]
    ways = [_cheapest_way(network, hidden, cell, (pipe.head, pipe.tail), enough)]
    if pipe.count >= enough:
        ways += [_cheapest_way(network, hidden, cell, (pipe.tail, pipe.head), enough)]
    found = [way for way in ways if way]
    return frozenset(min(found)[1]) if found else None


def _largest_flow(
    pipes: Collection[Pipe], source: Joint, sink: Joint, enough: int
) -> int:
    """Shortest augmenting paths, stopped when enough has gone through."""
    left: Capacities = defaultdict(lambda: defaultdict(int))
    for pipe in pipes:
        left[pipe.tail][pipe.head] += enough
        left[pipe.head][pipe.tail] += min(pipe.count, enough)
    flow = 0
    while flow < enough and (path := _augmenting_path(left, source, sink)):
        amount = min(enough - flow, *(left[a][b] for a, b in path))
        for a, b in path:
            left[a][b] -= amount
            left[b][a] += amount
        flow += amount
    return flow


def _augmenting_path(
    left: Capacities, source: Joint, sink: Joint
) -> list[tuple[Joint, Joint]]:
    came_from = {source: source}
    waiting = deque([source])
    while waiting and sink not in came_from:
        here = waiting.popleft()
        for there, capacity in left[here].items():
            if capacity > 0 and there not in came_from:
                came_from[there] = here
                waiting.append(there)
    path, at = [], sink
    while at != source:
        if at not in came_from:
            return []
        path.append((came_from[at], at))
        at = came_from[at]
    return path


Way = tuple[int, tuple[Cell, ...]]


def _cheapest_way(
    network: Network,
    hidden: Collection[Cell],
    cell: Cell,
    ends: tuple[Joint, Joint],
    enough: int,
) -> Way | None:
    """One way round that carries enough by itself. Hidden cells cost nothing more."""
    start, goal = ends
    ways: list[tuple[int, Joint, tuple[Cell, ...]]] = [(0, start, ())]
    done: set[Joint] = set()
    onwards = _onwards(network, cell, enough)
    while ways:
        cost, here, cells = heappop(ways)
        if here == goal:
            return cost, cells
        if here in done:
            continue
        done.add(here)
        for there, other in onwards[here]:
            if there not in done:
                more = 0 if other in hidden else network[other].cost
                heappush(ways, (cost + more, there, (*cells, other)))
    return None


def _onwards(
    network: Network, cell: Cell, enough: int
) -> Mapping[Joint, list[tuple[Joint, Cell]]]:
    """From each joint: turning a pipe up goes along it, turning it down against it."""
    steps: defaultdict[Joint, list[tuple[Joint, Cell]]] = defaultdict(list)
    for here, there, other in _steps(network, enough):
        if other != cell:
            steps[here].append((there, other))
    return steps


def _steps(network: Network, enough: int) -> Iterator[tuple[Joint, Joint, Cell]]:
    for cell, pipe in network.items():
        yield pipe.tail, pipe.head, cell
        if pipe.count >= enough:
            yield pipe.head, pipe.tail, cell
