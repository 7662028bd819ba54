def A(i, j): return 1.0 / ((i+j)*(i+j+1)//2 + i + 1)
def mul(v, n): return [sum([A(i, j) * v[j] for j in range(n)]) for i in range(n)]
def mult(v, n): return [sum([A(j, i) * v[j] for j in range(n)]) for i in range(n)]
def f(n):
    u = [1.0]*n
    for _ in range(3):
        v = mult(mul(u, n), n); u = mult(mul(v, n), n)
    return (sum([a*b for a, b in zip(u, v)]) / sum([a*a for a in v])) ** 0.5
f(45)
