/* Builtins that upstream implements in Python, at a microsecond or more per call: all, any, sum, min, max, and the
 * methods of sets that loops call. Arguments, exceptions and messages are CPython's. Their Python source is left out of
 * the interpreter (library.texts); sets keep their Python class, with a dict `_a` whose keys are the elements. */
#include "builtins.h"

#include "pkw.h"
#include "watchdog.h"

#include <string.h>

typedef enum { GO_ON, DONE, FAILED } Step;

/* Calls `take` on each value of an iterable, on top of the stack, until it is done or fails. */
static bool for_each(py_Ref iterable, Step (*take)(py_StackRef value, void* state), void* state) {
    if(!py_iter(iterable)) return false;
    py_push(py_retval());
    py_StackRef iterator = py_peek(-1);
    Step step = GO_ON;
    while(step == GO_ON) {
        int found = pkw_raise_if_overdue() ? -1 : py_next(iterator);
        if(found <= 0) {
            step = found == 0 ? DONE : FAILED;
            break;
        }
        py_push(py_retval());
        step = take(py_peek(-1), state);
        if(step != FAILED) py_pop();
    }
    if(step == FAILED) return false; /* the VM unwinds the stack when it handles the exception */
    py_pop();
    return true;
}

/* ---- all, any -------------------------------------------------------------------- */

typedef struct {
    bool stops_at, has_stopped;
} Search;

static Step look_for(py_StackRef value, void* state) {
    Search* search = state;
    int truth = py_bool(value);
    if(truth < 0) return FAILED;
    search->has_stopped = (truth != 0) == search->stops_at;
    return search->has_stopped ? DONE : GO_ON;
}

/* all(iterable) -> bool */
static bool builtins_all(int argc, py_Ref argv) {
    PY_CHECK_ARGC(1);
    Search search = {.stops_at = false};
    if(!for_each(argv, look_for, &search)) return false;
    py_newbool(py_retval(), !search.has_stopped);
    return true;
}

/* any(iterable) -> bool */
static bool builtins_any(int argc, py_Ref argv) {
    PY_CHECK_ARGC(1);
    Search search = {.stops_at = true};
    if(!for_each(argv, look_for, &search)) return false;
    py_newbool(py_retval(), search.has_stopped);
    return true;
}

/* ---- sum ----------------------------------------------------------------------------- */

static Step add_to(py_StackRef value, void* total_) {
    py_Ref total = total_;
    if(py_isint(total) && py_isint(value)) {
        py_newint(total, (py_i64)((uint64_t)py_toint(total) + (uint64_t)py_toint(value)));
    } else if(py_isfloat(total) && py_isfloat(value)) {
        py_newfloat(total, py_tofloat(total) + py_tofloat(value));
    } else {
        if(!py_binaryadd(total, value)) return FAILED;
        *total = *py_retval();
    }
    return GO_ON;
}

/* sum(iterable, start=0) */
static bool builtins_sum(int argc, py_Ref argv) {
    (void)argc;
    py_push(py_arg(1));
    if(py_isstr(py_arg(1))) return TypeError("sum() can't sum strings [use ''.join(seq) instead]");
    py_StackRef total = py_peek(-1);
    if(!for_each(argv, add_to, total)) return false;
    py_assign(py_retval(), total);
    py_pop();
    return true;
}

/* ---- min, max ------------------------------------------------------------------------------ */

/* The sentinel for a missing `default`; a literal, since signatures take no other default. */
#define NO_DEFAULT "\x01none given"

typedef struct {
    const char* name;
    bool wants_greater, has_one;
    py_Ref key;
    py_StackRef best, best_key; /* the same place without a key */
} Best;

static Step take_better(py_StackRef value, void* state) {
    Best* best = state;
    py_Ref key = value;
    if(best->key) {
        if(!py_call(best->key, 1, value)) return FAILED;
        py_push(py_retval());
        key = py_peek(-1);
    }
    int is_better = 1;
    if(best->has_one) {
        is_better = best->wants_greater ? py_less(best->best_key, key) : py_less(key, best->best_key);
    }
    if(is_better < 0) return FAILED;
    best->has_one = true;
    if(is_better) {
        *best->best_key = *key;
        *best->best = *value;
    }
    if(best->key) py_pop();
    return GO_ON;
}

static bool is_given(py_Ref fallback) { return !(py_isstr(fallback) && strcmp(py_tostr(fallback), NO_DEFAULT) == 0); }

/* The best of one iterable, or `fallback` where that is empty. */
static bool best_of_iterable(Best* best, py_Ref iterable, py_Ref fallback) {
    if(!for_each(iterable, take_better, best)) return false;
    if(best->has_one) py_assign(py_retval(), best->best);
    else if(is_given(fallback)) py_assign(py_retval(), fallback);
    else return ValueError("%s() arg is an empty sequence", best->name);
    return true;
}

static bool best_of_arguments(Best* best, py_Ref arguments) {
    for(int i = 0; i < py_tuple_len(arguments); i++) {
        py_push(py_tuple_getitem(arguments, i));
        if(take_better(py_peek(-1), best) == FAILED) return false;
        py_pop();
    }
    py_assign(py_retval(), best->best);
    return true;
}

/* (*arguments, key=None, default=…) */
static bool best_of(py_Ref argv, const char* name, bool wants_greater) {
    py_Ref arguments = py_arg(0), key = py_arg(1), fallback = py_arg(2);
    int count = py_tuple_len(arguments);
    if(count == 0) return TypeError("%s expected at least 1 argument, got 0", name);
    if(count > 1 && is_given(fallback)) {
        return TypeError("Cannot specify a default for %s() with multiple positional arguments", name);
    }
    py_pushnil();
    py_pushnil();
    Best best = {.name = name, .wants_greater = wants_greater, .key = py_isnone(key) ? NULL : key};
    best.best = py_peek(-1);
    best.best_key = best.key ? py_peek(-2) : best.best;
    bool ok = count == 1 ? best_of_iterable(&best, py_tuple_getitem(arguments, 0), fallback)
                         : best_of_arguments(&best, arguments);
    if(ok) py_shrink(2);
    return ok;
}

static bool builtins_min(int argc, py_Ref argv) {
    (void)argc;
    return best_of(argv, "min", false);
}

static bool builtins_max(int argc, py_Ref argv) {
    (void)argc;
    return best_of(argv, "max", true);
}

/* ---- set ------------------------------------------------------------------------------------- */

static py_Name elements_name;

static py_Ref elements_of(py_Ref set) {
    py_Ref elements = py_getdict(set, elements_name);
    if(elements && py_isdict(elements)) return elements;
    AttributeError(set, elements_name);
    return NULL;
}

/* set.add(self, element) */
static bool set_add(int argc, py_Ref argv) {
    PY_CHECK_ARGC(2);
    py_Ref elements = elements_of(argv);
    py_newnone(py_retval());
    return elements && py_dict_setitem(elements, py_arg(1), py_None());
}

/* set.discard(self, element) */
static bool set_discard(int argc, py_Ref argv) {
    PY_CHECK_ARGC(2);
    py_Ref elements = elements_of(argv);
    if(!elements || py_dict_delitem(elements, py_arg(1)) < 0) return false;
    py_newnone(py_retval());
    return true;
}

static Step add_element(py_StackRef value, void* elements) {
    return py_dict_setitem(elements, value, py_None()) ? GO_ON : FAILED;
}

/* set.update(self, other) */
static bool set_update(int argc, py_Ref argv) {
    PY_CHECK_ARGC(2);
    py_Ref elements = elements_of(argv);
    if(!elements || !for_each(py_arg(1), add_element, elements)) return false;
    py_newnone(py_retval());
    return true;
}

/* set.__contains__(self, element) -> bool */
static bool set_contains(int argc, py_Ref argv) {
    PY_CHECK_ARGC(2);
    py_Ref elements = elements_of(argv);
    int found = elements ? py_dict_getitem(elements, py_arg(1)) : -1;
    if(found < 0) return false;
    py_newbool(py_retval(), found);
    return true;
}

/* set.__len__(self) -> int */
static bool set_len(int argc, py_Ref argv) {
    PY_CHECK_ARGC(1);
    py_Ref elements = elements_of(argv);
    if(!elements) return false;
    py_newint(py_retval(), py_dict_len(elements));
    return true;
}

void pkw_builtins_install(void) {
    py_Ref builtins = py_getmodule("builtins");
    elements_name = py_name("_a");
    py_bindfunc(builtins, "all", builtins_all);
    py_bindfunc(builtins, "any", builtins_any);
    py_bind(builtins, "sum(iterable, start=0)", builtins_sum);
    py_bind(builtins, "min(*args, key=None, default='" NO_DEFAULT "')", builtins_min);
    py_bind(builtins, "max(*args, key=None, default='" NO_DEFAULT "')", builtins_max);
    py_Type set = py_totype(py_getbuiltin(py_name("set")));
    py_bindmethod(set, "add", set_add);
    py_bindmethod(set, "discard", set_discard);
    py_bindmethod(set, "update", set_update);
    py_bindmethod(set, "__contains__", set_contains);
    py_bindmethod(set, "__len__", set_len);
}
