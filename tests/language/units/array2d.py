import sys, _collections
sys.modules['collections'] = _collections  # deque is all that the module wants of it
from array2d import array2d, array2d_like, chunked_array2d, array2d_view
from vmath import vec2i, rgb, color32
def out(f, *a):
    try: return f(*a)
    except Exception as e: return f"{type(e).__name__}: {e}"
a = array2d(3, 2, default=lambda p: p.x*10 + p.y)
print(a, a.tolist(), a.width, a.height, a.shape, a.numel, a.n_cols, a.n_rows)
print(a.is_valid(0,0), a.is_valid(3,0), a.is_valid(vec2i(2,1)), a.get(1,1), a.get(9,9), a.get(9,9,'d'), a.index(21), out(a.index, 99))
print(a[1,1], a[vec2i(2,0)], out(lambda: a[5,5]), a[0:2, 0:1].tolist(), a[0:2,1].tolist(), a[1, 0:2].tolist(), a[a > 5])
a[0,0] = 'x'; a[vec2i(1,0)] = None; a[1:3, 1:2] = 7; print(a.tolist())
b = array2d(2,2,1); c = array2d.fromlist([[1,2],[3,4]])
print((b+c).tolist(), (c*2).tolist(), (c-b).tolist(), (c==b).tolist(), (c/2).tolist(), (c//2).tolist(), (c**2).tolist(), (c<3).tolist(), ((c<3)|(c>3)).tolist(), (~(c<3)).tolist(), (c%2).tolist(), (c^b).tolist(), (c&b).tolist())
print(out(lambda: c + a), out(lambda: array2d(0,1)), out(lambda: array2d(1)), out(array2d.fromlist, []), out(array2d.fromlist, [[1],[2,3]]), out(array2d.fromlist, 3), out(lambda: array2d(2,'x')))
print(list(c), [x for x in c], c.map(lambda x: x*x).tolist(), c.copy().tolist(), c.zip_with(b, lambda x,y: (x,y)).tolist())
c.apply(lambda x: x+1); print(c.tolist(), c.count(3), c.get_bounding_rect(4), (c<9).all(), (c>4).any(), out(c.all))
print(c.render(), repr(c.render()))
fg = array2d(2,2,default=rgb(1,2,3)); bg = array2d(2,2,default=None)
print(repr(c.render_with_color(fg,bg)), out(c.render_with_color, 1, 2))
d = array2d.fromlist([[1,1,0],[0,1,0],[1,0,1]])
print(d.count_neighbors(1,'Moore').tolist(), d.count_neighbors(1,'von Neumann').tolist(), out(d.count_neighbors, 1, 'x'), d.convolve(array2d(3,3,1), 0).tolist(), out(d.convolve, array2d(2,2,1), 0))
r, n = d.get_connected_components(1, 'Moore'); print(r.tolist(), n, d.get_connected_components(1, 'von Neumann')[1])
v = d[1:3, 0:2]; print(v, v.origin, v.shape, v.tolist()); v[0,0] = 5; print(d.tolist(), (v*2).tolist(), list(v))
k = chunked_array2d(4, default=0)
print(k.chunk_size, len(k), out(lambda: k[vec2i(0,0)])); k[vec2i(0,0)] = 5; k[vec2i(-1,-1)] = 6; print(k[vec2i(0,0)], k[vec2i(-1,-1)], len(k), k.view().tolist())
print(k.world_to_chunk(vec2i(-1,7)), list(k), k.add_chunk(vec2i(5,5), 'ctx'), k.get_context(vec2i(5,5)), k.move_chunk(vec2i(5,5), vec2i(6,6)), k.remove_chunk(vec2i(6,6)), k.remove_chunk(vec2i(6,6)), out(k.get_context, vec2i(9,9)), out(k.add_chunk, vec2i(0,0), 1))
j = k.copy(); j[vec2i(0,0)] = 'changed'; print(k[vec2i(0,0)], j[vec2i(0,0)], k.view_rect(vec2i(0,0), 2, 2).tolist(), k.view_chunk(vec2i(0,0)).tolist(), k.view_chunks(vec2i(-1,-1),2,1).shape); k.clear(); print(len(k), out(k.view))
print(out(chunked_array2d, 5), out(chunked_array2d, 'x'), out(chunked_array2d), out(array2d_like), type(array2d[int](1,1)), isinstance(a, array2d_like))
class Grid(array2d):
    def corner(self): return self[0, 0]
class Chunks(chunked_array2d):
    def size(self): return self.chunk_size
g = Chunks(2, [1]); g.name = 'n'; g[vec2i(9,9)] = [2]; print(type(Grid(1,1)), g.size(), g.name, g[vec2i(8,8)], len(g.copy()))
import gc
kept = [[i] for i in range(4)]
g[vec2i(0,0)] = [1, 2]; g.add_chunk(vec2i(7,7), ['ctx']); v = g.view_chunk(vec2i(0,0)); del kept; gc.collect(); print(g[vec2i(0,0)], g.get_context(vec2i(7,7)), g[vec2i(1,1)]); del g; gc.collect(); print(v.tolist())
class Nasty:
    def __eq__(self, other): k.clear(); return False
k = chunked_array2d(2); k[vec2i(0,0)] = Nasty(); k[vec2i(1,1)] = Nasty(); print(k.view().count(1), len(k))
k = chunked_array2d(2); k[vec2i(0,0)] = 1; w = k.view_rect(vec2i(-3,-3), 6, 6); w[0,0] = 'set'; print(w.tolist(), len(k))
print(out(lambda: array2d(2**31, 1)), out(lambda: array2d(2**16, 2**16)), out(lambda: k.view_rect(vec2i(0,0), 2**16, 2**16)), out(lambda: k.view_rect(vec2i(2**31-2,0), 5, 5)), out(lambda: array2d(2**70, 1)))
print(out(array2d_like.get, a), out(array2d_like.get, a, 1), out(array2d_like.width.__get__, 5), out(array2d_like.count_neighbors, a, 1, 2), out(object.__new__, array2d), out(object.__new__, chunked_array2d), out(object.__new__, array2d_view))
print(out(lambda: a[::2, 0:1]), out(lambda: a[0:1, 'x':1]), out(lambda: a[::0, 0]), out(lambda: a[5:9, 0:1]), out(lambda: a[-1, 0]), a[-2:, 0:1].tolist(), out(lambda: a[1]), out(lambda: a['x']))
make, rows = a.__reduce__(); print(rows, make(*rows).tolist() == a.tolist(), a[1:3, 0:1].__reduce__()[1])
print(array2d.fromlist([[1, 2, 3], [4, 5, 6]]).convolve(array2d.fromlist([[1, 0, 2], [0, 3, 0], [4, 0, 5]]), 7).tolist(), out(lambda: a.convolve(array2d(1, 1, 1), 0)), array2d(1, 1, 2**62).convolve(array2d(1, 1, 4), 0).tolist())
