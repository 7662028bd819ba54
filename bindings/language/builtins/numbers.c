/*
 * Built-in functions about numbers and characters.
 */
#include "../numbers/int_type.h"
#include "builtins.h"

static bool builtin_abs(int argc, py_Ref argv) {
    (void)argc;
    int called = pkl_call_special(argv, (py_Name)PKL_NAME(__abs__), 0, NULL);
    return called == 0 ? pkl_raise(tp_TypeError, "bad operand type for abs(): '%T'", argv) : called > 0;
}

static bool builtin_divmod(int argc, py_Ref argv) {
    (void)argc;
    if (!py_binaryop(&argv[0], &argv[1], (py_Name)PKL_NAME(__divmod__), (py_Name)PKL_NAME(__rdivmod__))) {
        if (!pkl_exc_matches(tp_TypeError)) return false;
        py_Ref a = &argv[0], b = &argv[1];
        if (pkl_special(a, (py_Name)PKL_NAME(__divmod__)) != NULL && pkl_special(b, (py_Name)PKL_NAME(__rdivmod__)) != NULL) return false;
        pkl_vm->raised.type = tp_nil;
        return pkl_raise(tp_TypeError, "unsupported operand type(s) for divmod(): '%T' and '%T'", a, b);
    }
    return true;
}

/* pow(base, exp, mod=None) */
static bool builtin_pow(int argc, py_Ref argv) {
    (void)argc;
    if (argv[2].type == tp_nil || argv[2].type == tp_NoneType) return py_binarypow(&argv[0], &argv[1]);
    py_TValue args[2] = {argv[1], argv[2]};
    int called = pkl_call_special(&argv[0], (py_Name)PKL_NAME(__pow__), 2, args);
    if (called < 0) return false;
    if (called == 1 && py_retval()->type != tp_NotImplementedType) return true;
    args[0] = argv[0];
    called = pkl_call_special(&argv[1], (py_Name)PKL_NAME(__rpow__), 2, args);
    if (called < 0) return false;
    if (called == 1 && py_retval()->type != tp_NotImplementedType) return true;
    return pkl_raise(tp_TypeError, "unsupported operand type(s) for ** or pow(): '%T', '%T', '%T'", &argv[0], &argv[1], &argv[2]);
}

/* round(number, ndigits=None) */
static bool builtin_round(int argc, py_Ref argv) {
    (void)argc;
    bool digits = argv[1].type != tp_nil && argv[1].type != tp_NoneType;
    int called = pkl_call_special(&argv[0], (py_Name)PKL_NAME(__round__), digits, &argv[1]);
    return called == 0 ? pkl_raise(tp_TypeError, "type %T doesn't define __round__ method", argv) : called > 0;
}

static bool based(py_Ref value, int base, const char* prefix) {
    py_TValue *plain = py_pushtmp(), *text = py_pushtmp();
    bool ok = pkl_to_int(value, plain) && pkl_int_to_text(plain, base, text);
    if (ok) {
        c11_sv digits = py_tosv(text);
        bool negative = digits.data[0] == '-';
        ok = pkl_str_format(py_retval(), "%s%s%s", negative ? "-" : "", prefix, digits.data + negative);
    }
    py_shrink(2);
    return ok;
}

static bool builtin_bin(int argc, py_Ref argv) { return (void)argc, based(argv, 2, "0b"); }
static bool builtin_oct(int argc, py_Ref argv) { return (void)argc, based(argv, 8, "0o"); }
static bool builtin_hex(int argc, py_Ref argv) { return (void)argc, based(argv, 16, "0x"); }

static bool builtin_chr(int argc, py_Ref argv) {
    (void)argc;
    py_TValue plain;
    if (!pkl_to_int(argv, &plain)) return false;
    if (plain.type != tp_int || plain._i64 < 0 || plain._i64 > 0x10ffff) return pkl_raise(tp_ValueError, "chr() arg not in range(0x110000)");
    char text[4];
    int size = pkl_utf8_encode((uint32_t)plain._i64, text);
    py_newstrv(py_retval(), (c11_sv){text, size});
    return true;
}

static bool builtin_ord(int argc, py_Ref argv) {
    (void)argc;
    int64_t length;
    if (py_isinstance(argv, tp_str)) {
        PyStr* text = pkl_str(argv);
        const char* at = text->data;
        length = pkl_utf8_length(text->data, text->size);
        if (length == 1) return pkl_return_int(pkl_utf8_next(&at));
    } else {
        int size;
        const unsigned char* data = pkl_bytes_data(argv, &size);
        if (data == NULL) return pkl_raise(tp_TypeError, "ord() expected string of length 1, but %T found", argv);
        length = size;
        if (length == 1) return pkl_return_int(data[0]);
    }
    return pkl_raise(tp_TypeError, "ord() expected a character, but string of length %i found", length);
}

const PklMethod pkl_builtin_numbers[] = {
    {"abs", builtin_abs, "($module, number, /)", PKL_O, PKL_FUNCTION, 1, 1},
    {"divmod", builtin_divmod, "($module, x, y, /)", PKL_RANGE, PKL_FUNCTION, 2, 2},
    {"pow", builtin_pow, "($module, /, base, exp, mod=None)", PKL_CLINIC, PKL_FUNCTION, 2, 3},
    {"round", builtin_round, "($module, /, number, ndigits=None)", PKL_CLINIC, PKL_FUNCTION, 1, 2},
    {"bin", builtin_bin, "($module, number, /)", PKL_O, PKL_FUNCTION, 1, 1},
    {"oct", builtin_oct, "($module, number, /)", PKL_O, PKL_FUNCTION, 1, 1},
    {"hex", builtin_hex, "($module, number, /)", PKL_O, PKL_FUNCTION, 1, 1},
    {"chr", builtin_chr, "($module, i, /)", PKL_O, PKL_FUNCTION, 1, 1},
    {"ord", builtin_ord, "($module, character, /)", PKL_O, PKL_FUNCTION, 1, 1},
    {0},
};
