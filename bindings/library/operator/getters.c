/* itemgetter, attrgetter, methodcaller. */
#include "operator.h"

#include <string.h>

/* One slot: the tuple of what they were made of. Of methodcaller the first is the name, and the keywords (a dict or nil) follow in a slot of their own. */
enum { GETTER_ITEMS, GETTER_KEYWORDS, GETTER_SLOTS };

static py_TValue* items_of(py_Ref self) { return &PKL_SLOTS(self->_obj)[GETTER_ITEMS]; }

static bool keywords_given(py_Ref keywords) { return keywords->type != tp_nil && PKL_OBJECT(keywords, PyDict)->used > 0; }

/* (class, *items, keywords) as PKL_ANY_KW gives them: at least one, no keywords. */
static bool getter_new(int argc, py_Ref argv, const char* name) {
    if (keywords_given(&argv[argc - 1])) return pkl_raise(tp_TypeError, "%s() takes no keyword arguments", name);
    if (argc < 3) return pkl_raise(tp_TypeError, "%s expected 1 argument, got 0", name);
    py_TValue items, made;
    pkl_new_tuple(&items, argv + 1, argc - 2);
    pkl_new_state(&made, argv)[GETTER_ITEMS] = items;
    return pkl_return(&made);
}

/* The only argument of a call, (self, object, keywords); NULL after an error. */
static py_Ref only_argument(int argc, py_Ref argv, const char* name) {
    if (keywords_given(&argv[argc - 1])) return pkl_raise(tp_TypeError, "%s() takes no keyword arguments", name), NULL;
    if (argc != 3) return pkl_raise(tp_TypeError, "%s expected 1 argument, got %d", name, argc - 2), NULL;
    return &argv[1];
}

/* One value, or a tuple of what `get` says of each item. */
static bool getter_call(int argc, py_Ref argv, const char* name, bool (*get)(py_Ref object, py_TValue* item)) {
    py_Ref object = only_argument(argc, argv, name);
    if (object == NULL) return false;
    py_TValue* items = items_of(argv);
    int count = pkl_tuple_length(items);
    if (count == 1) return get(object, pkl_tuple_items(items));
    py_TValue* tuple = py_pushtmp();
    pkl_new_slots(tuple, tp_tuple, count);
    bool ok = true;
    for (int i = 0; ok && i < count; i++) {
        ok = get(object, &pkl_tuple_items(items)[i]);
        if (ok) pkl_tuple_items(tuple)[i] = *py_retval();
    }
    *py_retval() = *tuple;
    py_pop();
    return ok;
}

/* "operator.itemgetter(1, 'a')" */
static bool put_call(PklBuilder* builder, py_Ref self) {
    py_TValue* slots = PKL_SLOTS(self->_obj);
    int count = pkl_tuple_length(&slots[GETTER_ITEMS]);
    bool ok = pkl_put_formatted(builder, "%T(", self);
    for (int i = 0; ok && i < count; i++) {
        if (i > 0) pkl_put_text(builder, ", ");
        ok = pkl_put_repr(builder, &pkl_tuple_items(&slots[GETTER_ITEMS])[i]);
    }
    PyDict* keywords = slots[GETTER_KEYWORDS].type == tp_nil ? NULL : PKL_OBJECT(&slots[GETTER_KEYWORDS], PyDict);
    int32_t place = 0;
    for (PklEntry* entry; ok && keywords && (entry = pkl_dict_next(keywords, &place));) {
        pkl_put_text(builder, ", ");
        ok = pkl_put_string(builder, &entry->key);
        pkl_put_char(builder, '=');
        ok = ok && pkl_put_repr(builder, &entry->value);
    }
    pkl_put_char(builder, ')');
    return ok;
}

static bool getter_repr(int argc, py_Ref argv) {
    (void)argc;
    PklReprGuard guard;
    if (!pkl_repr_begin(&guard, argv)) return pkl_str_format(py_retval(), "%T(...)", argv);
    PklBuilder builder;
    pkl_builder_start(&builder);
    bool ok = pkl_enter(" while getting the repr of an object");
    if (ok) {
        ok = put_call(&builder, argv);
        pkl_leave();
    }
    pkl_repr_end(&guard);
    if (ok) return pkl_builder_str(&builder, py_retval());
    pkl_builder_end(&builder);
    return false;
}

static bool getter_reduce(int argc, py_Ref argv) {
    (void)argc;
    py_TValue parts[2] = {*pkl_class_of(argv), *items_of(argv)};
    pkl_new_tuple(py_retval(), parts, 2);
    return true;
}

/* ---- itemgetter(item, /, *items) -------------------------------------------------------------------------- */

static bool item_new(int argc, py_Ref argv) { return getter_new(argc, argv, "itemgetter"); }
static bool item_of(py_Ref object, py_TValue* item) { return py_getitem(object, item); }
static bool item_call(int argc, py_Ref argv) { return getter_call(argc, argv, "itemgetter", item_of); }

/* ---- attrgetter(attr, /, *attrs): with dots for attributes of attributes --------------------------------------- */

static bool attr_new(int argc, py_Ref argv) {
    if (!getter_new(argc, argv, "attrgetter")) return false;
    for (int i = 1; i < argc - 1; i++)
        if (!pkl_is_str(&argv[i])) return pkl_raise(tp_TypeError, "attribute name must be a string");
    return true;
}

static bool attr_of(py_Ref object, py_TValue* attribute) {
    PyStr* path = pkl_str(attribute);
    py_TValue* value = py_pushtmp();
    *value = *object;
    const char *at = path->data, *end = path->data + path->size;
    bool ok;
    for (;;) {
        const char* dot = memchr(at, '.', (size_t)(end - at));
        ok = py_getattr(value, pkl_name(pkl_interned(at, (int)((dot ? dot : end) - at))));
        if (!ok || !dot) break;
        *value = *py_retval();
        at = dot + 1;
    }
    py_pop();
    return ok;
}

static bool attr_call(int argc, py_Ref argv) { return getter_call(argc, argv, "attrgetter", attr_of); }

/* ---- methodcaller(name, /, *args, **kwargs) --------------------------------------------------------------------- */

static bool method_new(int argc, py_Ref argv) {
    if (argc < 3) return pkl_raise(tp_TypeError, "methodcaller needs at least one argument, the method name");
    if (!pkl_is_str(&argv[1])) return pkl_raise(tp_TypeError, "method name must be a string");
    py_TValue items, made;
    pkl_new_tuple(&items, argv + 1, argc - 2);
    py_TValue* slots = pkl_new_state(&made, argv);
    slots[GETTER_ITEMS] = items;
    if (keywords_given(&argv[argc - 1])) slots[GETTER_KEYWORDS] = argv[argc - 1];
    return pkl_return(&made);
}

static bool method_call(int argc, py_Ref argv) {
    if (argc != 3) return pkl_raise(tp_TypeError, "methodcaller expected 1 argument, got %d", argc - 2);
    py_Ref object = only_argument(argc, argv, "methodcaller");
    if (object == NULL) return false;
    py_TValue *slots = PKL_SLOTS(argv->_obj), *items = pkl_tuple_items(&slots[GETTER_ITEMS]);
    int count = pkl_tuple_length(&slots[GETTER_ITEMS]) - 1;
    PyStr* name = pkl_intern(pkl_str(&items[0]));
    if (slots[GETTER_KEYWORDS].type == tp_nil) return pkl_call_method(object, name, count, items + 1);
    if (!py_getattr(object, pkl_name(name))) return false;
    py_TValue method = *py_retval();
    return pkl_call_keywords(&method, count, items + 1, &slots[GETTER_KEYWORDS]);
}

/* functools.partial(methodcaller, name, **keywords), where there are keywords */
static bool method_partial(py_Ref self, py_TValue* items) {
    if (py_import("functools") <= 0) return false;
    py_TValue module = *py_retval();
    if (!py_getattr(&module, py_name("partial"))) return false;
    py_TValue partial = *py_retval(), arguments[2] = {*pkl_class_of(self), items[0]};
    return pkl_call_keywords(&partial, 2, arguments, &PKL_SLOTS(self->_obj)[GETTER_KEYWORDS]);
}

static bool method_reduce(int argc, py_Ref argv) {
    (void)argc;
    py_TValue *items = pkl_tuple_items(items_of(argv)), parts[2];
    if (PKL_SLOTS(argv->_obj)[GETTER_KEYWORDS].type == tp_nil) return getter_reduce(argc, argv);
    if (!method_partial(argv, items)) return false;
    parts[0] = *py_retval();
    pkl_new_tuple(&parts[1], items + 1, pkl_tuple_length(items_of(argv)) - 1);
    pkl_new_tuple(py_retval(), parts, 2);
    return true;
}

#define GETTER(table, prefix, reduce)                                                                                  \
    static const PklMethod table[] = {                                                                                 \
        {"__new__", prefix##_new, NULL, PKL_ANY_KW, PKL_NEW, 0, 0},                                                     \
        {"__call__", prefix##_call, "($self, /, *args, **kwargs)", PKL_ANY_KW, PKL_WRAPPER, 0, 0},                      \
        {"__repr__", getter_repr, "($self, /)", PKL_NOARGS, PKL_WRAPPER, 0, 0},                                         \
        {"__reduce__", reduce, "($self, /)", PKL_NOARGS, PKL_METHOD, 0, 0},                                             \
        {0},                                                                                                           \
    }

GETTER(ITEM, item, getter_reduce);
GETTER(ATTR, attr, getter_reduce);
GETTER(METHOD, method, method_reduce);

#define SPEC(type, table) {.id = tp_##type, .base = tp_object, .name = #type, .module = "operator", .slots = GETTER_SLOTS, .flags = PKL_TYPE_FINAL, .methods = table}

const PklTypeSpec pkl_operator_getters[] = {SPEC(itemgetter, ITEM), SPEC(attrgetter, ATTR), SPEC(methodcaller, METHOD), {0}};
