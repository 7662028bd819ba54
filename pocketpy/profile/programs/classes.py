class V:
    def __init__(self, x, y): self.x = x; self.y = y
    def __add__(self, o): return V(self.x + o.x, self.y + o.y)
    def dot(self, o): return self.x * o.x + self.y * o.y
    @property
    def n(self): return self.x + self.y
class W(V):
    def __init__(self, x, y, z):
        super().__init__(x, y); self.z = z
    def dot(self, o): return super().dot(o) + self.z
def f():
    a = V(0, 0); d = V(1, 2); t = 0
    for i in range(25000):
        a = a + d
        t += a.dot(d) + a.n
    for i in range(8000):
        w = W(i, 1, 2); t += w.dot(d)
    return t
f()
