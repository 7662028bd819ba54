/* Type promotion and casting rules of NumPy 2; Python's scalars are weak. */
#include "nd.h"

#include <string.h>

/* ---- rules ------------------------------------------------------------------ */

static nd_Type promote_integers(int a, int b) {
    if(nd_is_signed(a) == nd_is_signed(b)) return a > b ? a : b;
    int is = nd_is_signed(a) ? a : b, un = nd_is_signed(a) ? b : a;
    if(nd_size_of(is) > nd_size_of(un)) return is;
    return un == ND_UINT64 ? ND_FLOAT64 : un + 1; /* the signed type after an unsigned one is twice as wide */
}

nd_Type nd_promote(int a, int b) {
    if(a > b) return nd_promote(b, a);
    if(a == ND_BOOL || a == b) return b;
    if(nd_is_integer(b)) return promote_integers(a, b);
    bool is_narrow = a == ND_FLOAT32 || a <= ND_UINT16; /* fits single precision */
    if(b == ND_FLOAT32) return is_narrow ? ND_FLOAT32 : ND_FLOAT64;
    if(b == ND_COMPLEX64) return is_narrow ? ND_COMPLEX64 : ND_COMPLEX128;
    return b;
}

static int kind_rank(int type) { return (int)(strchr("buifc", nd_kind_of(type)) - "buifc"); }

bool nd_can_cast(int from, int to, nd_Casting casting) {
    if(from == to || casting == ND_CAST_UNSAFE) return true;
    if(casting <= ND_CAST_EQUIV) return false;
    if((int)nd_promote(from, to) == to) return true;
    return casting == ND_CAST_SAME_KIND && kind_rank(from) <= kind_rank(to);
}

static const char* const CASTINGS[] = {"no", "equiv", "safe", "same_kind", "unsafe"};

const char* nd_casting_name(nd_Casting casting) { return CASTINGS[casting]; }

bool nd_parse_casting(py_Ref text, nd_Casting* out) {
    if(!py_isstr(text)) return nd_error(tp_TypeError, "casting must be a str, not %s", py_tpname(py_typeof(text)));
    for(int i = 0; i < 5; i++) {
        if(strcmp(py_tostr(text), CASTINGS[i]) != 0) continue;
        *out = (nd_Casting)i;
        return true;
    }
    return nd_error(tp_ValueError, "casting must be one of 'no', 'equiv', 'safe', 'same_kind', 'unsafe' (got '%s')",
                    py_tostr(text));
}

/* ---- functions ------------------------------------------------------------------------ */

/* The type that a value has in promotion: of an array or what nd_parse_type takes. */
static bool type_of_operand(py_Ref value, nd_Type* out) {
    if(!nd_is_array(value)) return nd_parse_type(value, out);
    *out = (nd_Type)nd_array(value)->type;
    return true;
}

/* can_cast(from_, to, casting="safe") */
static bool np_can_cast(int argc, py_Ref argv) {
    (void)argc;
    nd_Type from, to;
    nd_Casting casting;
    if(nd_scalar_kind(py_arg(0)))
        return nd_error(
            tp_TypeError,
            "can_cast() does not support Python ints, floats, and complex because the result used to depend on the value.\nThis change was part of adopting NEP 50, we may explicitly allow them again in the future.");
    if(!type_of_operand(py_arg(0), &from) || !nd_parse_type(py_arg(1), &to) || !nd_parse_casting(py_arg(2), &casting))
        return false;
    py_newbool(py_retval(), nd_can_cast(from, to, casting));
    return true;
}

/* promote_types(type1, type2) */
static bool np_promote_types(int argc, py_Ref argv) {
    (void)argc;
    nd_Type a, b;
    if(!nd_parse_type(py_arg(0), &a) || !nd_parse_type(py_arg(1), &b)) return false;
    py_assign(py_retval(), nd_dtype_object(nd_promote(a, b)));
    return true;
}

/* result_type(*arrays_and_dtypes): Python scalars are weak */
static bool np_result_type(int argc, py_Ref argv) {
    if(argc == 0) return nd_error(tp_ValueError, "at least one array or dtype is required");
    int type = ND_NO_TYPE;
    char weak = 0;
    /* integers come last, so that two of them are not widened where a float holds both */
    for(int turn = 0; turn < 2 * argc; turn++) {
        py_Ref operand = py_arg(turn % argc);
        char kind = nd_scalar_kind(operand);
        if(kind) {
            if(!weak || strchr("bifc", kind) > strchr("bifc", weak)) weak = kind;
            continue;
        }
        nd_Type next;
        if(!type_of_operand(operand, &next)) return false;
        if((turn < argc) == (next <= ND_UINT64)) continue;
        type = type == ND_NO_TYPE ? (int)next : (int)nd_promote(type, next);
    }
    py_assign(py_retval(), nd_dtype_object(nd_promote_weak(type, weak)));
    return true;
}

int nd_promote_weak(int type, char weak) {
    if(!weak || weak == 'b') return type == ND_NO_TYPE ? ND_BOOL : type;
    if(type == ND_NO_TYPE || type == ND_BOOL) return weak == 'i' ? ND_INT64 : weak == 'f' ? ND_FLOAT64 : ND_COMPLEX128;
    if(weak == 'i' || nd_is_complex(type)) return type;
    if(weak == 'f') return nd_is_float(type) ? type : ND_FLOAT64;
    return type == ND_FLOAT32 ? ND_COMPLEX64 : ND_COMPLEX128;
}

void nd_add_promotion(py_Ref module) {
    static const nd_Function FUNCTIONS[] = {
        {"can_cast(from_=..., to=..., casting='safe')", np_can_cast},
        {"promote_types(type1=..., type2=...)", np_promote_types},
    };
    ND_BIND(module, FUNCTIONS);
    py_bindfunc(module, "result_type", np_result_type);
}
