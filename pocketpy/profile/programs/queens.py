def solve(n):
    count = [0]
    cols = [False]*n; d1 = [False]*(2*n); d2 = [False]*(2*n)
    def place(r):
        pass
        if r == n:
            count[0] += 1; return
        for c in range(n):
            if not (cols[c] or d1[r+c] or d2[r-c+n]):
                cols[c] = d1[r+c] = d2[r-c+n] = True
                place(r+1)
                cols[c] = d1[r+c] = d2[r-c+n] = False
    for _ in range(12): place(0)
    return count
solve(7)
