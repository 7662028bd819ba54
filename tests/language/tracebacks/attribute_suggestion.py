a = b = 1
c = a.real + b.imagg * 3
