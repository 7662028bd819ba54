/* pocketpy.h as bindings use it: types with userdata, functions of every kind, hooks, exceptions. */
#include "../../bindings/language/types/types.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int checks;

#define CHECK(condition)                                                                                               \
    do {                                                                                                               \
        checks++;                                                                                                      \
        if(!(condition)) {                                                                                             \
            fprintf(stderr, "%s:%d: not true: %s\n", __FILE__, __LINE__, #condition);                                  \
            exit(1);                                                                                                   \
        }                                                                                                              \
    } while(0)

static void run(const char* text) {
    checks++;
    if(py_exec(text, "<test>", EXEC_MODE, NULL)) return;
    py_printexc();
    exit(1);
}

/* ---- a type with userdata -------------------------------------------------------------------- */

static py_Type tp_counter;
static int freed;

static void counter_free(void* userdata) { freed += *(int*)userdata == 7; }

static bool counter_new(int argc, py_Ref argv) {
    PY_CHECK_ARGC(2);
    PY_CHECK_ARG_TYPE(1, tp_int);
    int* data = py_newobject(py_retval(), py_totype(argv), 1, sizeof(int));
    *data = (int)py_toint(py_arg(1));
    py_newstr(py_getslot(py_retval(), 0), "slot");
    return true;
}

static bool counter_add(int argc, py_Ref argv) {
    PY_CHECK_ARGC(2);
    int64_t more;
    if(!py_castint(py_arg(1), &more)) return false;
    *(int*)py_touserdata(argv) += (int)more;
    *py_retval() = *argv;
    return true;
}

static bool counter_get(int argc, py_Ref argv) {
    (void)argc;
    py_newint(py_retval(), *(int*)py_touserdata(argv));
    return true;
}

static bool counter_text(int argc, py_Ref argv) {
    (void)argc;
    *py_retval() = *py_getslot(argv, 0);
    return true;
}

static bool counter_set(int argc, py_Ref argv) {
    (void)argc;
    *(int*)py_touserdata(argv) = (int)py_toint(py_arg(1));
    py_newnone(py_retval());
    return true;
}

static void a_type_of_a_binding_behaves_like_a_built_in_one(void) {
    py_GlobalRef module = py_newmodule("binding");
    tp_counter = py_newtype("Counter", tp_object, module, counter_free);
    py_bindmagic(tp_counter, py_name("__new__"), counter_new);
    py_bindmethod(tp_counter, "add", counter_add);
    py_bindmagic(tp_counter, py_name("__add__"), counter_add);
    py_bindproperty(tp_counter, "value", counter_get, counter_set);
    py_bindproperty(tp_counter, "fixed", counter_get, NULL);
    py_bindproperty(tp_counter, "text", counter_text, NULL);
    py_setdict(module, py_name("Counter"), py_tpobject(tp_counter));
    CHECK(py_getmodule("binding") == module);
    CHECK(py_gettype("binding", py_name("Counter")) == tp_counter);
    run("from binding import Counter\nc = Counter(3)\nassert c.add(4) is c and c.value == 7\nc.value = 9; assert (c + 1).fixed == 10\n"
        "def fails(f, *a):\n  try: f(*a)\n  except Exception as e: return type(e).__name__ + ': ' + str(e)\n  return 'nothing'\n"
        "assert fails(Counter.add, 5, 1) == \"TypeError: descriptor 'add' for 'Counter' objects doesn't apply to a 'int' object\", fails(Counter.add, 5, 1)\n"
        "assert fails(setattr, c, 'fixed', 1) == \"AttributeError: attribute 'fixed' of 'Counter' objects is not writable\", fails(setattr, c, 'fixed', 1)\n"
        "assert fails(setattr, c, 'other', 1)[:14] == 'AttributeError', fails(setattr, c, 'other', 1)\n"
        "assert fails(object.__new__, Counter) != 'nothing'\n"
        "class Sub(Counter):\n  __slots__ = ('extra',)\n  def more(self): return self.value + 1\n"
        "s = Sub(5); assert s.more() == 6\ns.extra = 'e'; assert s.extra == 'e' and s.value == 5 and s.text == 'slot'\n"
        "class Free(Counter): pass\nf = Free(1); f.anything = 3; assert f.anything + f.value == 4\n"
        "assert repr(Counter) == \"<class 'binding.Counter'>\" and Counter.__module__ == 'binding'\n");
    run("c = Counter(7); del c, s, f\n");
    py_newnil(py_retval());
    pkl_heap_collect(pkl_vm);
    CHECK(freed == 1);
}

/* ---- functions ------------------------------------------------------------------------------------ */

static bool show(int argc, py_Ref argv) {
    py_newlist(py_retval());
    for(int i = 0; i < argc; i++) py_list_append(py_retval(), &argv[i]);
    return true;
}

static bool own_slot(int argc, py_Ref argv) {
    (void)argc, (void)argv;
    *py_retval() = *py_getslot(py_inspect_currentfunction(), 1);
    return true;
}

static void functions_with_signatures_get_their_defaults(void) {
    py_GlobalRef module = py_newmodule("functions");
    py_bind(module, "show(a, b=1, c='x', *args, d=None, e=2.5, **kwargs)", show);
    py_bindfunc(module, "plain", show);
    py_newfunction(py_r0(), "slot(self)", own_slot, NULL, 2);
    py_newint(py_getslot(py_r0(), 0), 1);
    py_newint(py_getslot(py_r0(), 1), 42);
    py_setdict(module, py_name("slot"), py_r0());
    run("import functions as f\nassert f.show(0) == [0, 1, 'x', (), None, 2.5, {}], f.show(0)\n"
        "assert f.show(0, 2, 3, 4, 5, d=6, z=7) == [0, 2, 3, (4, 5), 6, 2.5, {'z': 7}]\n"
        "assert f.plain() == [] and f.plain(1, 2) == [1, 2] and f.slot(None) == 42\n"
        "class A: m = f.slot\nassert A().m() == 42\nassert repr(f.plain) == '<built-in function plain>', repr(f.plain)\n"
        "try: f.show()\nexcept TypeError as e: assert str(e) == \"show() missing required argument 'a' (pos 1)\", str(e)\nelse: assert False\n"
        "try: f.plain(a=1)\nexcept TypeError as e: assert str(e) == 'functions.plain() takes no keyword arguments', str(e)\nelse: assert False\n");
}

/* ---- calling Python ---------------------------------------------------------------------------------- */

static void python_is_called_and_its_exceptions_are_seen(void) {
    run("def add(a, b=2, *, c=3): return (a, b, c)\ndef bad(): raise KeyError('k')\n");
    py_Ref add = py_getglobal(py_name("add"));
    py_push(add);
    py_pushnil();
    py_TValue one;
    py_newint(&one, 1);
    py_push(&one);
    py_pushname(py_name("c"));
    py_push(&one);
    CHECK(py_vectorcall(1, 1) && py_tuple_len(py_retval()) == 3 && py_toint(py_tuple_getitem(py_retval(), 2)) == 1);
    CHECK(!py_call(py_getglobal(py_name("bad")), 0, NULL));
    CHECK(py_checkexc() && py_matchexc(tp_KeyError) && !py_matchexc(tp_TypeError));
    CHECK(py_matchexc(tp_LookupError));
    char* text = py_formatexc();
    CHECK(strstr(text, "KeyError: 'k'\n") && strstr(text, "in bad"));
    free(text);
    py_clearexc(NULL);
    CHECK(!py_checkexc());
    CHECK(!py_exception(tp_ValueError, "%s %d %t", "text", 3, tp_int) && py_matchexc(tp_ValueError));
    CHECK(py_str(py_retval()) && !strcmp(py_tostr(py_retval()), "text 3 int"));
    py_clearexc(NULL);
    CHECK(!KeyError(&one) && py_matchexc(tp_KeyError));
    py_clearexc(NULL);
}

static void iteration_and_operators_work_from_c(void) {
    CHECK(py_eval("iter([1, 2])", NULL));
    *py_r0() = *py_retval();
    CHECK(py_next(py_r0()) == 1 && py_toint(py_retval()) == 1);
    CHECK(py_next(py_r0()) == 1 && py_next(py_r0()) == 0 && py_isnil(py_retval()));
    CHECK(py_eval("(x for x in [5])", NULL));
    *py_r0() = *py_retval();
    CHECK(py_next(py_r0()) == 1 && py_toint(py_retval()) == 5 && py_next(py_r0()) == 0 && !py_checkexc());
    py_TValue a, b;
    py_newint(&a, 7);
    py_newint(&b, -2);
    CHECK(py_binaryfloordiv(&a, &b) && py_toint(py_retval()) == -4);
    CHECK(py_binarymod(&a, &b) && py_toint(py_retval()) == -1);
    CHECK(py_less(&b, &a) == 1 && py_equal(&a, &a) == 1 && py_bool(&a) == 1);
    CHECK(!py_binaryadd(&a, py_None()) && py_matchexc(tp_TypeError));
    py_clearexc(NULL);
    CHECK(!py_len(&a) && !py_iter(&a) && py_checkexc());
    py_clearexc(NULL);
}

/* ---- attributes of natives ------------------------------------------------------------------------------- */

static bool refuse(py_Ref self, py_Name name, py_Ref value) {
    (void)self, (void)value;
    return py_exception(tp_AttributeError, "no %n here", name);
}

static void hooks_refuse_attributes(void) {
    py_Type type = py_newtype("Hooked", tp_counter, py_getmodule("binding"), NULL);
    py_tphookattributes(type, NULL, refuse, NULL, NULL);
    py_setglobal(py_name("Hooked"), py_tpobject(type));
    run("h = Hooked(3); assert h.value == 3\ntry: h.value = 4\nexcept AttributeError as e: assert str(e) == 'no value here'\nelse: assert False\n");
}

static void texts_name_their_arguments(void) {
    py_newstr(py_r0(), "abc");
    py_newint(py_r1(), 4);
    CHECK(py_smarteval("len(_0) + _1", NULL, py_r0(), py_r1()) && py_toint(py_retval()) == 7);
    CHECK(py_smarteval("len(_)", NULL, py_r0()) && py_toint(py_retval()) == 3);
    CHECK(py_pusheval("1 + 1", NULL) && py_toint(py_peek(-1)) == 2);
    py_pop();
}

static void names_are_one_pointer(void) {
    CHECK(py_name("abc") == py_namev((c11_sv){"abcd", 3}));
    CHECK(!strcmp(py_name2str(py_name("abc")), "abc") && py_name2sv(py_name("abc")).size == 3);
    CHECK(py_isstr(py_name2ref(py_name("abc"))) &&
          py_tosv(py_name2ref(py_name("abc"))).data == py_name2str(py_name("abc")));
}

int main(void) {
    py_initialize();
    a_type_of_a_binding_behaves_like_a_built_in_one();
    functions_with_signatures_get_their_defaults();
    python_is_called_and_its_exceptions_are_seen();
    iteration_and_operators_work_from_c();
    hooks_refuse_attributes();
    texts_name_their_arguments();
    names_are_one_pointer();
    py_finalize();
    printf("api: %d checks passed\n", checks);
    return 0;
}
