"""How many typing errors lie between two words."""


def typing_errors(one: str, other: str, limit: int) -> int:
    """Letters added, left out, replaced or swapped with their neighbour, counted up to ``limit`` + 1."""
    if abs(len(one) - len(other)) > limit:
        return limit + 1
    before: list[int] = []
    previous = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        current = [i] + [0] * len(other)
        for j, expected in enumerate(other, 1):
            cost = letter != expected
            best = min(previous[j] + 1, current[j - 1] + 1, previous[j - 1] + cost)
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == expected:
                best = min(best, before[j - 2] + 1)
            current[j] = best
        if min(current) > limit:
            return limit + 1
        before, previous = previous, current
    return previous[-1]
