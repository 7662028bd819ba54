SIZE = 9  # quick: 5
# All orders of a few cards: how often the first ones must be turned over until card 0 lies on top.


def turns(order):
    cards = order[:]
    count = 0
    while cards[0] != 0:
        low, high = 0, cards[0]
        while low < high:
            cards[low], cards[high] = cards[high], cards[low]
            low += 1
            high -= 1
        count += 1
    return count


def orders(cards, fixed, found):
    """Puts each remaining card at the place `fixed` in turn."""
    if fixed == len(cards):
        count = turns(cards)
        found[0] = max(found[0], count)
        found[1] += count
        return
    for i in range(fixed, len(cards)):
        cards[fixed], cards[i] = cards[i], cards[fixed]
        orders(cards, fixed + 1, found)
        cards[fixed], cards[i] = cards[i], cards[fixed]


found = [0, 0]
orders(list(range(SIZE - 1)), 0, found)
print(found)
