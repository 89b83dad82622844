"""What a reader with a pencil can work out about hidden counts.

Written apart from the code it audits: linear programming over everything a table says
(rows add up, columns add up, no count below nought), not flows.
"""

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import block_diag, csr_array

TOTAL = -1


def whole_table(rows, within):
    """Every published cell with its true count, enclosing rows and totals included."""
    cells: dict[tuple[str, int], int] = {}
    for row, counts in rows.items():
        while row is not None:
            for column, count in [*enumerate(counts), (TOTAL, sum(counts))]:
                cells[row, column] = cells.get((row, column), 0) + count
            row = within.get(row)
    return cells


def sums_of(cells, within):
    """Each sum a reader knows of: (the whole, its parts)."""
    names = dict.fromkeys(row for row, _ in cells)
    columns = sorted({column for _, column in cells} - {TOTAL})
    for row in names:
        yield (row, TOTAL), [(row, column) for column in columns]
        if parts := [part for part in names if within.get(part) == row]:
            for column in [*columns, TOTAL]:
                yield (row, column), [(part, column) for part in parts]


def attack(rows, within, hidden, also_known=(), few=()):
    """The range of every hidden cell: {cell: (lowest, highest)}.

    `also_known`: more equations a reader has, as ({cell: factor}, value). `few`: cells
    of which the reader is told that they are small.
    """
    if not hidden:
        return {}
    cells = whole_table(rows, within)
    unknown = {cell: number for number, cell in enumerate(hidden)}
    matrix, right = [], []

    def learn(factors, value):
        line = np.zeros(len(unknown))
        for cell, factor in factors.items():
            if cell in unknown:
                line[unknown[cell]] += factor
            else:
                value -= factor * cells[cell]
        if line.any():
            matrix.append(line)
            right.append(value)

    for whole, parts in sums_of(cells, within):
        learn({whole: -1} | dict.fromkeys(parts, 1), 0)
    for factors, value in also_known:
        learn(factors, value)
    bounds = [(1, 4) if cell in few else (0, 10_000) for cell in unknown]
    return _ranges(unknown, matrix, right, bounds)


def _ranges(unknown, matrix, right, bounds):
    """All lowest and highest values at once: one problem made of separate blocks."""
    size = len(unknown)
    aims = [sign * np.eye(size)[at] for at in range(size) for sign in (1, -1)]
    limits = {}
    if matrix:
        block = csr_array(np.array(matrix))
        limits = {
            "A_eq": block_diag([block] * len(aims), format="csr"),
            "b_eq": np.tile(right, len(aims)),
        }
    found = linprog(
        np.concatenate(aims), **limits, bounds=bounds * len(aims), method="highs"
    )
    assert found.status == 0, found.message
    solved = np.rint(found.x).astype(int).reshape(len(aims), size)
    return {
        cell: (int(solved[2 * at][at]), int(solved[2 * at + 1][at]))
        for cell, at in unknown.items()
    }


def exposed(rows, within, hidden, k=5):
    """Hidden cells of which too much can be worked out, and small ones left open."""
    cells = whole_table(rows, within)
    shown = [c for c, count in cells.items() if 0 < count < k and c not in hidden]
    if cells[_top(cells, within), TOTAL] < k:  # nothing but noughts is shown at all
        return shown
    ranges = attack(rows, within, hidden)
    narrow = [c for c, (low, high) in ranges.items() if high - low < k or high < k]
    assert all(low <= cells[c] <= high for c, (low, high) in ranges.items())
    return shown + narrow


def _top(cells, within):
    (top,) = {row for row, _ in cells} - set(within)
    return top
