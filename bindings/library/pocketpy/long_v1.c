/* The module long_v1, from when int had 64 bits: long is an int that prints an L. Its results are long too. */
#include "../library.h"

static const char TEXT[] =
    "class long(int):\n"
    "    def __new__(cls, x=0):\n"
    "        return int.__new__(cls, x[:-1] if isinstance(x, str) and x[-1:] == 'L' else x)\n"
    "    def __repr__(self): return int.__repr__(self) + 'L'\n"
    "    __str__ = __repr__\n"
    "    def __divmod__(self, other): return self // other, self % other\n"
    "def result(operator):\n"
    "    def method(self, *others):\n"
    "        value = operator(self, *others)\n"
    "        return long(value) if type(value) is int else value\n"
    "    method.__name__ = operator.__name__\n"
    "    return method\n"
    "for name in 'add radd sub rsub mul rmul floordiv rfloordiv mod rmod pow rpow lshift rlshift rshift rrshift and rand or ror xor rxor neg pos abs invert'.split():\n"
    "    setattr(long, f'__{name}__', result(getattr(int, f'__{name}__')))\n"
    "del result, name\n";

void pkl_library_long_v1(PyModule* module) {
    py_exec(TEXT, "long_v1.py", EXEC_MODE, &module->self);
}
