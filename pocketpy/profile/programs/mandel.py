def f(w, h):
    t = 0
    for y in range(h):
        ci = 2.0 * y / h - 1.0
        for x in range(w):
            cr = 3.0 * x / w - 2.0
            zr = zi = 0.0; n = 0
            while zr*zr + zi*zi < 4.0 and n < 40:
                zr, zi = zr*zr - zi*zi + cr, 2.0*zr*zi + ci
                n += 1
            t += n
    return t
f(70, 50)
