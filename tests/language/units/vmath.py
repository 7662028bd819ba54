from vmath import vec2, vec3, vec2i, vec3i, vec4i, mat3x3, color32, rgb, rgba
print(vec2(1,2), vec2(1,2)+vec2(3,4), vec2(1.5,-2.25)*2, vec2(1,2)/0.5, vec2.ZERO, vec2(3,4).length(), vec2(0,1).rotate(1.0))
print(vec3(1,2,3), vec3(1,2,3).xy, vec3(1,2,3).with_z(9), vec3.ONE, vec2(1,2).with_z(3), vec3(vec3i(1,2,3)))
print(vec2i(1,2), vec2i(7,-7)//2, vec2i(7,-7)%3, hash(vec2i(1,2)), vec2i(1,2)==vec2i(1,2), vec2i(1,2)!=vec2i(1,3), vec2i(3,-4).l1_norm(), vec2i(3,4).l2_norm(), vec2i(3,-4).max_norm(), {vec2i(1,2): 5}[vec2i(1,2)])
print(vec3i(1,2,3), hash(vec3i(1,2,3)), vec3i(1,2,3)*3, vec3i(1,2,3).dot(vec3i(4,5,6)))
print(vec4i(1,2,3,4), vec4i(1,2,3,4)+vec4i.ONE, hash(vec4i(1,2,3,4)), vec4i(1,2,3,4)==vec4i(1,2,3,4), vec4i(1,2,3,4).with_w(9), vec4i(5,6,7,8).w)
m = mat3x3(1,2,3,4,5,6,7,8,10)
print(m, m.determinant(), m.inverse(), m @ vec3(1,2,3), m[1,2], ~m @ m == mat3x3.identity())
m[0,0] = 2.5; print(m[0,0]); print(mat3x3.trs(vec2(1,2), 0.5, vec2(2,3)), mat3x3.zeros())
t = mat3x3.trs(vec2(1,2), 0.5, vec2(2,3)); print(t.t(), t.r(), t.s(), t.transform_point(vec2(1,1)), t.transform_vector(vec2(1,1)))
c = color32(1,2,3,4); print(c, c.to_hex(), color32.from_hex('#ff8000'), color32.from_hex('#FF800010').a, c.with_r(5), c.to_vec3(), c.to_vec3i(), c.to_rgb565(), hash(c), c == color32(1,2,3,4), repr(c.ansi_fg('x')), repr(rgb(1,2,3).ansi_bg('yy')), rgba(1,2,3,0.5), color32.alpha_blend(c, rgb(9,9,9)))
print(vec2.angle(vec2(1,0), vec2(0,1)), vec2.smooth_damp(vec2(0,0), vec2(1,1), vec2(0,0), 0.3, 10.0, 0.02))
def out(f, *a):
    try: return f(*a)
    except Exception as e: return f"{type(e).__name__}: {e}"
print(out(vec2), out(vec2, 1, 'x'), out(vec2i, 1, 2.5), out(vec2.dot, vec2(1,2), 3), out(vec2.normalize, vec2.ZERO), out(color32, 1,2,3,400), out(color32.from_hex, '#12'), out(color32.from_hex, '#gg0000'))
print(out(mat3x3.zeros().inverse), out(hash, vec2(1,2)), out(lambda: vec2(1,2) + 1), out(lambda: vec2(1,2) < vec2(2,3)))
print(type(vec2(1,2)), vec2, vec2(1e20, -1e-9), vec2(float('inf'), float('nan')), vec2(0.00005, 12345.67895))
print(out(vec2i.__mod__, vec2i(1,2), 0), out(vec4i.__floordiv__, vec4i.ONE, 0), out(vec2.__ne__, vec2(1,2)), vec2i(-2**31, 5) // -1, vec2i(2**31-1, 0) + vec2i.ONE)
x, y, z = vec3(1, 2, 3); print(x, y, z, list(vec4i(1,2,3,4)), tuple(vec2(0.5, 1)), out(lambda: setattr(vec2, 'x', 1)), out(lambda: type('V', (vec2,), {})))
for value in vec2(1, 2), vec3(1, 2, 3), vec2i(1, 2), vec3i(1, 2, 3), vec4i(1, 2, 3, 4), color32(1, 2, 3, 4), mat3x3(1, 2, 3, 4, 5, 6, 7, 8, 9):
    make, numbers = value.__reduce__(); print(make is type(value), numbers, make(*numbers) == value)
