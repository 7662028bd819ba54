SIZE = 900000  # quick: 2000
# Prime numbers: Eratosthenes' sieve on a list of truth values.


def sieve(limit):
    prime = [True] * (limit + 1)
    prime[0] = prime[1] = False
    n = 2
    while n * n <= limit:
        if prime[n]:
            for multiple in range(n * n, limit + 1, n):
                prime[multiple] = False
        n += 1
    return prime


prime = sieve(SIZE)
count = 0
twins = 0
for n in range(2, SIZE):
    if prime[n]:
        count += 1
        if prime[n - 2]:
            twins += 1
print(count, twins)
