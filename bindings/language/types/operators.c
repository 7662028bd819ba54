/* Binary operators from C: the order in which the loop asks, without frames. */
#include "types.h"

#include <string.h>

static bool is_sequence_slot(const py_TValue* method) {
    if(method->is_ptr || method->type != tp_wrapper_descriptor) return false;
    py_Type owner = (py_Type)method->extra;
    const char* name = method->_method->name + 2;
    if(*name == 'i' || *name == 'r') name++;
    bool joins = !memcmp(name, "add", 3) || !memcmp(name, "mul", 3);
    return joins && (owner == tp_list || owner == tp_tuple || owner == tp_str || owner == tp_bytes || owner == tp_bytearray);
}

bool pkl_check_repetition(const py_TValue* method, py_Ref other) {
    if(!is_sequence_slot(method) || pkl_is_int(other) || pkl_special(other, pkl_name(PKL_NAME(__index__)))) return true;
    return pkl_raise(tp_TypeError, "can't multiply sequence by non-int of type '%T'", other);
}

/* 1: a value, 0: NotImplemented or no method, -1: error. */
static int ask(py_Ref self, py_Ref other, PyStr* name) {
    if(!name) return 0;
    if(name == PKL_NAME(__mul__) || name == PKL_NAME(__rmul__)) {
        py_Ref method = pkl_lookup(pkl_type_of(self), name);
        if(method && !pkl_check_repetition(method, other)) return -1;
    }
    int done = pkl_call_special(self, pkl_name(name), 1, other);
    return done > 0 ? py_retval()->type != tp_NotImplementedType : done;
}

/* Whether the right operand goes first: a subclass that has the reflected method of its own, or what is no sequence beside a sequence. */
static bool right_first(py_Ref a, py_Ref b, PyStr* name, PyStr* reflected) {
    PyType *left = pkl_type_of(a), *right = pkl_type_of(b);
    if(left == right || !reflected) return false;
    py_Ref its = pkl_lookup(right, reflected);
    if(!its) return false;
    py_Ref mine = pkl_lookup(left, name);
    if(mine && is_sequence_slot(mine)) return !is_sequence_slot(its);
    if(!pkl_subtype(right, left)) return false;
    py_Ref inherited = pkl_lookup(left, reflected);
    return !inherited || !py_isidentical(inherited, its);
}

static int binary(py_Ref a, py_Ref b, PyStr* name, PyStr* reflected) {
    bool first = right_first(a, b, name, reflected);
    int done = first ? ask(b, a, reflected) : 0;
    if(!done) done = ask(a, b, name);
    if(!done && !first && pkl_type_of(a) != pkl_type_of(b)) done = ask(b, a, reflected);
    return done;
}

static const struct {
    uint16_t name, reflected, inplace;
    const char* sign;
} OPERATORS[] = {
#define PKL_OPERATOR(op, sign) {PKL_N___##op##__, PKL_N___r##op##__, PKL_N___i##op##__, sign},
    PKL_OPERATOR(add, "+") PKL_OPERATOR(sub, "-") PKL_OPERATOR(mul, "*") PKL_OPERATOR(truediv, "/") PKL_OPERATOR(floordiv, "//") PKL_OPERATOR(mod, "%")
        PKL_OPERATOR(pow, "** or pow()") PKL_OPERATOR(lshift, "<<") PKL_OPERATOR(rshift, ">>") PKL_OPERATOR(and, "&") PKL_OPERATOR(or, "|")
            PKL_OPERATOR(xor, "^") PKL_OPERATOR(matmul, "@")};

static const char* sign_of(const PyStr* name) {
    for(unsigned i = 0; i < sizeof OPERATORS / sizeof *OPERATORS; i++) {
        if(pkl_name_table[OPERATORS[i].name] == name) return OPERATORS[i].sign;
    }
    return name->data;
}

bool py_binaryop(py_Ref lhs, py_Ref rhs, py_Name op, py_Name rop) {
    py_TValue* a = py_pushtmp();
    py_TValue* b = py_pushtmp();
    *a = *lhs;
    *b = *rhs;
    int done = binary(a, b, pkl_name_str(op), rop ? pkl_name_str(rop) : NULL);
    bool ok = done > 0;
    if(!done) ok = pkl_raise(tp_TypeError, "unsupported operand type(s) for %s: '%T' and '%T'", sign_of(pkl_name_str(op)), a, b);
    py_shrink(2);
    return ok;
}

bool pkl_inplace(py_Ref lhs, py_Ref rhs, PyStr* name) {
    unsigned row = 0;
    while(pkl_name_table[OPERATORS[row].name] != name) row++;
    py_TValue* a = py_pushtmp();
    py_TValue* b = py_pushtmp();
    *a = *lhs;
    *b = *rhs;
    int done = ask(a, b, pkl_name_table[OPERATORS[row].inplace]);
    if(!done) done = binary(a, b, name, pkl_name_table[OPERATORS[row].reflected]);
    bool ok = done > 0;
    int size = *OPERATORS[row].sign == '*' && OPERATORS[row].sign[1] ? 2 : (int)strlen(OPERATORS[row].sign); /* "** or pow()" */
    c11_sv sign = {OPERATORS[row].sign, size};
    if(!done) ok = pkl_raise(tp_TypeError, "unsupported operand type(s) for %v=: '%T' and '%T'", sign, a, b);
    py_shrink(2);
    return ok;
}

#define PKL_PUBLIC(function, op)                                                                                       \
    bool py_binary##function(py_Ref a, py_Ref b) { return py_binaryop(a, b, pkl_name(PKL_NAME(__##op##__)), pkl_name(PKL_NAME(__r##op##__))); }

PKL_PUBLIC(add, add)
PKL_PUBLIC(sub, sub)
PKL_PUBLIC(mul, mul)
PKL_PUBLIC(truediv, truediv)
PKL_PUBLIC(floordiv, floordiv)
PKL_PUBLIC(mod, mod)
PKL_PUBLIC(pow, pow)
PKL_PUBLIC(lshift, lshift)
PKL_PUBLIC(rshift, rshift)
PKL_PUBLIC(and, and)
PKL_PUBLIC(or, or)
PKL_PUBLIC(xor, xor)
PKL_PUBLIC(matmul, matmul)
