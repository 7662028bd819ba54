import difflib, fractions, numbers, pprint, random, reprlib, statistics, string, textwrap
from decimal import Decimal, getcontext, localcontext, ROUND_HALF_UP
from fractions import Fraction

print(Decimal("0.1") + Decimal("0.2"), Decimal(1) / Decimal(7), Decimal("2.675").quantize(Decimal("0.01"), ROUND_HALF_UP), Decimal(2).sqrt())
with localcontext() as context:
    context.prec = 5
    print(Decimal(1) / 3, getcontext().prec)
print(Fraction(1, 3) + Fraction("0.25"), Fraction(3.5), Fraction(22, 7).limit_denominator(5), f"{Fraction(1, 3):.3f}", isinstance(Fraction(1), numbers.Rational))
random.seed(42)
print([random.randint(1, 100) for _ in range(5)], random.sample(range(50), 4), random.choices("abc", [1, 2, 3], k=6), random.gauss(0, 1), random.shuffle([1]))
print(statistics.mean([1, 2, 3, 4]), statistics.median([3, 1, 2]), statistics.stdev([1, 2, 3, 4]), statistics.mode("aab"), statistics.quantiles([1, 2, 3, 4, 5]), statistics.NormalDist(0, 1).cdf(1.5))
print(string.Template("$who owes ${what}").safe_substitute(who="Tim"), string.capwords("a b  c"), string.Formatter().format("{0!r:>5} {x}", "a", x=1))
print(textwrap.fill("The quick brown fox jumps over the lazy dog.", 16), textwrap.dedent("  a\n   b\n"), textwrap.shorten("Hello wide world", 12), sep="\n")
print(reprlib.repr(list(range(100))), reprlib.repr("x" * 100))
print(*difflib.unified_diff(["a", "b", "c"], ["a", "x", "c"], "old", "new", lineterm=""), difflib.get_close_matches("appel", ["ape", "apple", "peach"]), difflib.SequenceMatcher(None, "abcd", "bcde").ratio(), sep="\n")
