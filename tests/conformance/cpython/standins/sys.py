"""Of the module sys what test files ask for at import, until the interpreter has it."""

from pending import stand_in

maxsize = (1 << 63) - 1
maxunicode = 0x10FFFF
platform = "linux"
byteorder = "little"
version_info = (3, 14, 0, "final", 0)
version = "3.14.0"
hexversion = 0x030E00F0
builtin_module_names = ("sys", "builtins")
float_repr_style = "short"
argv = [""]


class Fields:
    def __init__(self, **fields):
        for name in fields:
            setattr(self, name, fields[name])


implementation = Fields(name="pocketpy", cache_tag=None)
flags = Fields(optimize=0, utf8_mode=1, debug=0, int_max_str_digits=4300, dev_mode=False, bytes_warning=0)
float_info = Fields(max=1.7976931348623157e308, min=2.2250738585072014e-308, epsilon=2.0**-52, dig=15, mant_dig=53, max_exp=1024,
                    min_exp=-1021, max_10_exp=308, min_10_exp=-307, radix=2, rounds=1)
hash_info = Fields(width=64, modulus=(1 << 61) - 1, inf=314159, nan=0, imag=1000003, algorithm="siphash13", hash_bits=64, seed_bits=128, cutoff=0)
int_info = Fields(bits_per_digit=30, sizeof_digit=4, default_max_str_digits=4300, str_digits_check_threshold=640)
__getattr__ = stand_in("sys")


def intern(text):
    return text


def getrecursionlimit():
    return 1000


def settrace(function):
    pass


def gettrace():
    return None
