def err(f, *a, **k):
    try:
        r = f(*a, **k)
        print('no error', r)
    except BaseException as e:
        print(type(e).__name__, e)
log = []
class X:
    def __add__(s, o): log.append('X+'); return NotImplemented
    def __radd__(s, o): log.append('rX+'); return 'radd'
    def __eq__(s, o): log.append('X=='); return NotImplemented
    def __lt__(s, o): log.append('X<'); return NotImplemented
    def __gt__(s, o): log.append('X>'); return NotImplemented
class Y(X):
    def __radd__(s, o): log.append('rY+'); return 'yradd'
print(X() + Y(), log); log.clear()
print(1 + X(), log); log.clear()
err(lambda: X() + 1); print(log); log.clear()
err(lambda: X() + X()); print(log); log.clear()
print(X() == X(), log); log.clear()
x = X(); print(x == x, x != X(), log); log.clear()
err(lambda: X() < Y()); print(log); log.clear()
class Z:
    def __iadd__(s, o): return 'iadd'
    def __isub__(s, o): return NotImplemented
    def __sub__(s, o): return 'sub'
z = Z(); z += 1; print(z)
z = Z(); z -= 1; print(z)
z = Z()
def inp():
    global z
    z *= 2
err(inp)
class BadBool:
    def __bool__(s): return 3
err(bool, BadBool())
class BadLen:
    def __len__(s): return -1
err(len, BadLen()); err(bool, BadLen())
class BadLen2:
    def __len__(s): return 'a'
err(len, BadLen2())
class BadLen3:
    def __len__(s): return 2**100
err(len, BadLen3())
err(len, 5)
class BadIter:
    def __iter__(s): return 3
err(iter, BadIter()); err(list, BadIter())
class NoneIter: __iter__ = None
err(iter, NoneIter()); err(list, 5)
class Seq:
    def __getitem__(s, i):
        if i > 3: raise IndexError
        return i * i
print(list(Seq()), 4 in Seq(), 5 in Seq(), [*Seq()], max(Seq()))
class BadHash:
    def __hash__(s): return 'a'
err(hash, BadHash())
class BigHash:
    def __hash__(s): return 2**70
print(hash(BigHash()) == hash(2**70))
class NoHash: __hash__ = None
err(hash, NoHash()); err(lambda: {NoHash(): 1}); err(lambda: {[]}); err(hash, []); err(hash, {}); err(hash, set())
class EqOnly:
    def __eq__(s, o): return True
err(hash, EqOnly())
class BadRepr:
    def __repr__(s): return 3
err(repr, BadRepr()); err(str, BadRepr())
class BadStr:
    def __str__(s): return b'x'
err(str, BadStr())
class Idx:
    def __index__(s): return 2
print([1, 2, 3, 4][Idx()], list(range(Idx())), 'abc'[Idx()], [0] * Idx(), hex(Idx()))
class BadIdx:
    def __index__(s): return 'a'
err(lambda: [1][BadIdx()]); err(lambda: [1]['a']); err(lambda: [1][1.5])
class Cnt:
    def __contains__(s, x): return 5
print(3 in Cnt(), 3 not in Cnt())
class NoCnt: __contains__ = None
err(lambda: 3 in NoCnt()); err(lambda: 3 in 5)
class Call:
    def __call__(s, *a, **k): return a, k
print(Call()(1, x=2)); err(lambda: 5()); err(lambda: None(1)); err(lambda: 'a'())
err(lambda: [].foo); err(lambda: [][0]); err(lambda: ()[0]); err(lambda: {}[0]); err(lambda: 5[0] if 0 else (5).__getitem__)
def si(o, k, v): o[k] = v
def di(o, k): del o[k]
err(si, (1,), 0, 1); err(di, (1,), 0); err(si, 5, 0, 1); err(di, 'a', 0); err(si, [], 0, 1); err(si, {}, [], 1)
err(isinstance, 1, 2); err(isinstance, 1, 'a'); err(isinstance, 1, (int, 2)); err(isinstance, 'a', (int, 2)); err(issubclass, 1, int); err(issubclass, int, 3); err(isinstance, 1, list[int]); err(isinstance, 1, int | list[int]); err(issubclass, int, list[int])
print(isinstance(1, int | str), isinstance(None, int | None), issubclass(bool, int | str), isinstance(1, (str, (float, int))))
print(int | str == str | int, int | None, None | int, list[int] | None, (int | str).__args__, int | int, hash(int | str) == hash(str | int))
err(lambda: int | 3); err(lambda: 3 | int)
print(list[int].__origin__, list[int].__args__, list[int]([1, 2]), list[int] == list[int], list[int] == list[str], repr(list[...]), dict[str, list[int]], tuple[int, ...], tuple[()], type(list[int]))
err(lambda: list[int][str])
class GA(list[int]): pass
print(GA.__bases__, GA.__orig_bases__, GA([1]))
err(lambda: int.foo); err(lambda: int().foo); err(setattr, object(), 'x', 1); err(delattr, object(), 'x'); err(setattr, A := type('A', (), {}), 3, 1); err(getattr, 1, 3); err(getattr, 1, 'x'); print(getattr(1, 'x', 'dflt'), hasattr(1, 'real'), hasattr(1, 'nope'))
class Raises:
    @property
    def p(s): raise ValueError('in p')
    @property
    def q(s): raise AttributeError('in q')
err(lambda: Raises().p); err(lambda: Raises().q); err(hasattr, Raises(), 'p'); print(hasattr(Raises(), 'q'), getattr(Raises(), 'q', 1))
err(lambda: (1, 2) < (1, 'a')); err(lambda: [] < ()); err(lambda: {} < {}); err(lambda: 1 < 'a'); err(lambda: None < None); err(lambda: 1 < None)
def op(): 
    a = 1
    a += 'x'
err(op)
def op2():
    a = []
    a -= 1
err(op2)
class MyEx(Exception):
    pass
class Ctx:
    def __enter__(s): return 5
    def __exit__(s, *a): print('exit', a[0]); return True
with Ctx() as c: print(c); 1/0
class NoExit:
    def __enter__(s): return 1
def w():
    with NoExit(): pass
err(w)
def w2():
    with 5: pass
err(w2)

# A list in place: the right operand's reflected method is asked before the list is changed.
class Reflected:
    def __radd__(self, other): return ('radd', other)
    def __rmul__(self, other): return ('rmul', other)
    def __iter__(self): return iter('no')
class Declines:
    def __radd__(self, other): return NotImplemented
    def __iter__(self): return iter('ab')
class OwnInPlace(list):
    def __iadd__(self, other): return ('iadd', other)
class Plain(list): pass
def in_place(value, other):
    value += other
    return value
def times(value, other):
    value *= other
    return value
print([type(in_place(make([1]), Reflected())[0]).__name__ for make in (list, Plain)], in_place(bytearray(b'a'), Reflected()))
print(in_place([1], Declines()), in_place(OwnInPlace([1]), 5), in_place([1], (2,)), in_place(Plain([1]), 'xy'))
print(times([1], Reflected()), times([1], 2), times([1], True), times(bytearray(b'ab'), 2))
kept = same = [1]
same += (2,)
same *= 2
print(kept, kept is same)
for other in (5, None, Declines, 1.5):
    try: in_place([1], other)
    except TypeError as error: print(error)
    try: times([1], other)
    except TypeError as error: print(error)
print(slice(1, 2, 3).__reduce__(), slice(None).__reduce__())
