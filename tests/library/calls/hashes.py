import _blake2
import _md5
import _sha1
import _sha2
import _sha3

for module in _md5, _sha1, _sha2, _sha3, _blake2:
    call("dir", lambda: (module.__name__, [name for name in dir(module) if not (name.startswith("__") and name.endswith("__"))]))
    for name in dir(module):
        kind = getattr(module, name)
        if isinstance(kind, type) and name != "__loader__":
            call("dir", lambda: (name, kind.__module__, kind.__name__, [key for key in dir(kind) if key not in _everywhere]))
            call("dir", lambda: type("Sub", (kind,), {}))
        elif isinstance(kind, int):
            call("dir", lambda: (name, kind))

state = 3


def below(n):
    global state
    state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
    return (state >> 33) % n


def data_of(size):
    return bytes(below(256) for _ in range(size))


class Index:
    def __index__(self): return 20


PLAIN = [_md5.md5, _sha1.sha1, _sha2.sha224, _sha2.sha256, _sha2.sha384, _sha2.sha512, _sha3.sha3_224, _sha3.sha3_256, _sha3.sha3_384, _sha3.sha3_512, _blake2.blake2b, _blake2.blake2s]
SHAKES = [_sha3.shake_128, _sha3.shake_256]
DATA = data_of(400)
for make in PLAIN + SHAKES:
    label = make.__name__
    length = (33,) if make in SHAKES else ()
    for size in [*range(0, 300), 335, 336, 337, 399]:
        call(label, lambda: make(DATA[:size]).hexdigest(*length))
    for _ in range(40):
        made, parts = make(), []
        for _ in range(below(6)):
            part = DATA[: below(200)]
            made.update(part)
            parts.append(part)
        call(label, lambda: made.hexdigest(*length) == make(b"".join(parts)).hexdigest(*length))
        other = made.copy()
        other.update(b"more")
        call(label, lambda: (made.digest(*length), other.digest(*length), made.digest(*length) == make(b"".join(parts)).digest(*length)))
    call(label, lambda: make(b"a" * 100_000).hexdigest(*length))
    for wrong in ["text", 5, None, [1], memoryview(DATA)[::2], memoryview(DATA), bytearray(b"abc"), 1.5]:
        call(label, lambda: make(wrong).hexdigest(*length))
        call(label, make().update, wrong)
    call(label, lambda: (make().name, make().block_size, make().digest_size))
    call(label, lambda: make(data=b"abc").hexdigest(*length))
    call(label, lambda: make(b"abc", usedforsecurity=False).hexdigest(*length))
    call(label, lambda: make(string=b"abc").hexdigest(*length))
    call(label, lambda: make(string=None).hexdigest(*length))
    call(label, lambda: make(b"a", string=b"b"))
    if make in PLAIN[:6]:
        call(label, lambda: make(b"a", b"b"))
    call(label, lambda: make(b"a").update())
    call(label, lambda: setattr(make(), "name", "x"))
    call(label, lambda: type(type(make()) is type(make().copy())))
    for name in "_capacity_bits", "_rate_bits", "_suffix":
        call(label, lambda: getattr(make(), name, "none"))
for make in SHAKES:
    for size in [0, 1, 167, 168, 169, 136, 137, 1000, -1, 2**29, 2**70, "a", None, 1.5, Index()]:
        call("lengths", lambda: make(b"abc").digest(size))
        call("lengths", lambda: make(b"abc").hexdigest(size)[:20])
    call("lengths", lambda: make().digest())
    call("lengths", lambda: make().digest(length=5))
for kind in [_md5.MD5Type, _sha1.SHA1Type, _sha2.SHA224Type, _sha2.SHA512Type]:
    call("types", kind)

# ---- blake2
for make, most in (_blake2.blake2b, 64), (_blake2.blake2s, 32):
    label = make.__name__ + " parameters"
    for name, values in [("digest_size", [0, 1, 20, most, most + 1, -1, "a", None, Index(), 2**70]), ("key", [b"", b"k", b"k" * most, b"k" * (most + 1), "a", None, bytearray(b"kk")]), ("salt", [b"", b"s", b"s" * (most // 4), b"s" * (most // 4 + 1), "a", None]),
                         ("person", [b"", b"p", b"p" * (most // 4), b"p" * (most // 4 + 1), 5]), ("fanout", [0, 1, 255, 256, -1, "a"]), ("depth", [0, 1, 255, 256, -1]), ("leaf_size", [0, 1, 2**32 - 1, -1, "a"]), ("node_offset", [0, 1, 2**40, 2**48 - 1, -1, "a"]),
                         ("node_depth", [0, 1, 255, 256, -1]), ("inner_size", [0, 1, most, most + 1, -1]), ("last_node", [False, True, 5, "", None]), ("usedforsecurity", [True, False]), ("wrong", [1])]:
        for value in values:
            call(label, lambda: make(b"message", **{name: value}).hexdigest())
            call(label, lambda: make(b"", **{name: value, "digest_size": value if name == "digest_size" else 16}).digest())
    for _ in range(60):
        options = {"digest_size": 1 + below(most), "key": data_of(below(most + 1)), "salt": data_of(below(most // 4 + 1)), "person": data_of(below(most // 4 + 1)), "fanout": below(256), "depth": 1 + below(255), "leaf_size": below(2**31), "node_offset": below(2**31) * below(2**16),
                   "node_depth": below(256), "inner_size": below(most + 1), "last_node": bool(below(2))}
        text = DATA[: below(300)]
        call(label, lambda: make(text, **options).hexdigest())
        def parts():
            made = make(**options)
            made.update(text[:100])
            made.update(text[100:])
            return made.copy().hexdigest(), made.digest_size
        call(label, parts)
    call(label, lambda: (make.SALT_SIZE, make.PERSON_SIZE, make.MAX_KEY_SIZE, make.MAX_DIGEST_SIZE))
    call(label, lambda: make(b"a", 5))
finish()
