/*
 * The module `msgpack`: MessagePack as Python's reference package packs and unpacks it with its
 * default options, for None, bool, int, float, str, bytes, list, tuple and dict.
 *
 * Whatever cannot be packed or unpacked raises ValueError, a wrong type TypeError, with the
 * reference's message where it has one. pocketpy's ValueError cannot be subclassed, so the
 * reference's exception names are ValueError itself: `except msgpack.ExtraData` works, but
 * catches its siblings too.
 *
 * Limits: no keyword options, streams, Packer, Unpacker, ExtType or Timestamp. Integers have 64
 * bits including the sign; larger ones are refused when unpacked.
 */
#include "internal.h"

#include "pkw.h"

/* msgpack.dumps(o) -> bytes, also packb */
static bool msgpack_dumps(int argc, py_Ref argv) {
    PY_CHECK_ARGC(1);
    return msgpack_encode(py_arg(0), MSGPACK_FOR_ANYONE);
}

/* msgpack.loads(packed: bytes) -> object, also unpackb */
static bool msgpack_loads(int argc, py_Ref argv) {
    PY_CHECK_ARGC(1);
    if(!py_istype(py_arg(0), tp_bytes)) {
        return py_exception(tp_TypeError, "a bytes-like object is required, not '%t'", py_typeof(py_arg(0)));
    }
    int size;
    const unsigned char* data = py_tobytes(py_arg(0), &size);
    return msgpack_decode(data, size, MSGPACK_KEYS_TEXT);
}

bool pkw_msgpack_encode(py_Ref value) { return msgpack_encode(value, MSGPACK_FOR_PAGE); }

bool pkw_msgpack_decode(const void* data, int size) { return msgpack_decode(data, size, MSGPACK_KEYS_SCALAR); }

static const struct {
    const char* name;
    py_CFunction function;
} FUNCTIONS[] = {
    {"dumps", msgpack_dumps},
    {"packb", msgpack_dumps},
    {"loads", msgpack_loads},
    {"unpackb", msgpack_loads},
};

static const char* const ERROR_NAMES[] = {
    "ExtraData", "FormatError", "StackError", "PackValueError", "UnpackValueError",
};

void pkw_add_msgpack(void) {
    py_GlobalRef module = py_newmodule("msgpack");
    for(unsigned i = 0; i < sizeof FUNCTIONS / sizeof *FUNCTIONS; i++) {
        py_bindfunc(module, FUNCTIONS[i].name, FUNCTIONS[i].function);
    }
    for(unsigned i = 0; i < sizeof ERROR_NAMES / sizeof *ERROR_NAMES; i++) {
        py_setdict(module, py_name(ERROR_NAMES[i]), py_tpobject(tp_ValueError));
    }
}
