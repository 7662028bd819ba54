/*
 * Vectorized calls: arguments are checked and broadcast against each other, an element function is called on each, its
 * results become a value, an array, or a list of geometries.
 * Limits: geometries come one by one or in a flat list or tuple, which is broadcast along the last
 * axis of arrays of numbers.
 */
#include "operations.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* One argument of a call. */
typedef struct {
    char kind;
    sh_List list; /* of geometries */
    sh_Object* single;
    double number;
    const double* numbers; /* as many as the call has elements; NULL for one number */
    const char* text;
    nd_Array* array; /* of numbers, before it is broadcast */
} Argument;

typedef struct {
    const sh_Operation* operation;
    int argc;
    Argument arguments[SH_ARGS_MAX];
    bool is_many;
    int ndim;
    nd_Size shape[ND_MAX_DIMS], count;
    int temporaries; /* on the stack, to be popped */
} Call;

static py_Ref temporary(Call* call) {
    call->temporaries++;
    return py_pushtmp();
}

static bool refuse_type(void) {
    return nd_error(tp_TypeError, "One of the arguments is of incorrect type. Please provide only Geometry objects.");
}

/* ---- lists of geometries ------------------------------------------------------------ */

static bool fill_list(py_Ref items, nd_Size count, bool is_tuple, sh_List* out) {
    out->items = malloc((size_t)(count ? count : 1) * sizeof *out->items);
    out->count = count;
    if(!out->items) return nd_error(nd_tp_memory_error, "no memory for %td geometries", count);
    for(nd_Size i = 0; i < count; i++) {
        py_Ref item = is_tuple ? py_tuple_getitem(items, (int)i) : py_list_getitem(items, (int)i);
        if(!py_isnone(item) && !sh_is_geometry(item)) return refuse_type();
        out->items[i] = py_isnone(item) ? NULL : sh_object(item);
    }
    return true;
}

bool sh_read_list(py_Ref value, py_Ref kept, sh_List* out) {
    *out = (sh_List){0};
    if(py_istuple(value)) return fill_list(value, py_tuple_len(value), true, out);
    if(!py_islist(value)) {
        py_TValue list = *py_tpobject(tp_list);
        if(nd_is_array(value) && nd_count(nd_array(value)) == 0) return fill_list(kept, 0, false, out);
        if(py_isstr(value) || nd_is_array(value) || !py_call(&list, 1, value)) return py_clearexc(NULL), refuse_type();
        py_assign(kept, py_retval());
        value = kept;
    }
    return fill_list(value, py_list_len(value), false, out);
}

/* ---- reading arguments ------------------------------------------------------------------ */

static bool read_geometry(Call* call, Argument* argument, py_Ref value) {
    if(py_isnone(value)) return true;
    if(sh_is_geometry(value)) {
        argument->single = sh_object(value);
        return true;
    }
    call->is_many = true;
    return sh_read_list(value, temporary(call), &argument->list);
}

static bool read_number(Call* call, Argument* argument, py_Ref value) {
    if(py_isfloat(value)) return argument->number = py_tofloat(value), true;
    if(py_isint(value)) return argument->number = (double)py_toint(value), true;
    if(py_isbool(value)) return argument->number = py_tobool(value), true;
    if(!py_islist(value) && !py_istuple(value) && !nd_is_array(value)) {
        return nd_error(
            tp_TypeError,
            "ufunc '%.*s' not supported for the input types, and the inputs could not be safely coerced to any supported types according to the casting rule ''safe''",
            (int)strcspn(call->operation->signature, "("), call->operation->signature);
    }
    py_Ref array = temporary(call), plain = temporary(call);
    if(!nd_asarray(array, value, ND_NO_TYPE)) return false;
    if(nd_is_complex(nd_array(array)->type)) return nd_error(tp_TypeError, "complex numbers are no coordinates");
    if(!nd_ascontiguous(plain, array, ND_FLOAT64)) return false;
    argument->array = nd_array(plain);
    if(argument->array->ndim == 0) {
        argument->number = *(double*)argument->array->data;
        argument->array = NULL;
    } else call->is_many = true;
    return true;
}

static bool read_text(Argument* argument, py_Ref value) {
    if(!py_isstr(value))
        return nd_error(tp_TypeError, "a single str is required, not '%s'", py_tpname(py_typeof(value)));
    argument->text = py_tostr(value);
    return true;
}

/* A style's name, or the number that stands for it. */
static bool read_style(Argument* argument, py_Ref value) {
    if(py_isstr(value)) argument->text = py_tostr(value);
    else if(py_isint(value)) argument->number = (double)py_toint(value);
    else if(py_getattr(value, py_name("value")) && py_isint(py_retval()))
        argument->number = (double)py_toint(py_retval());
    else return nd_error(tp_TypeError, "a style is a name or a number, not '%s'", py_tpname(py_typeof(value)));
    return true;
}

static const char* parameter_name(const char* signature, int index, int* length) {
    const char* at = strchr(signature, '(') + 1;
    for(int i = 0; i < index; i++) at = strchr(at, ',') + 2;
    *length = (int)strcspn(at, "=,)");
    return at;
}

/* An option that is the same for all elements. */
static bool read_scalar(Call* call, Argument* argument, py_Ref value, int i) {
    if(py_isfloat(value) || py_isint(value) || py_isbool(value)) return read_number(call, argument, value);
    int length;
    const char* name = parameter_name(call->operation->signature, i, &length);
    return nd_error(tp_TypeError, "%.*s only accepts scalar values", length, name);
}

/* What may be None is NaN then, and has a text. */
static bool read_optional(Call* call, Argument* argument, py_Ref value, int i) {
    if(!py_isnone(value)) {
        bool is_many = py_islist(value) || py_istuple(value) || nd_is_array(value);
        if(argument->kind != 'r' || !is_many) return read_number(call, argument, value);
        int length;
        const char* name = parameter_name(call->operation->signature, i, &length);
        return nd_error(tp_ValueError, "%.*s parameter only accepts scalar values", length, name);
    }
    argument->number = NAN;
    argument->text = "none";
    return true;
}

/* A single number, as Python's float() takes it. */
static bool read_float(Argument* argument, py_Ref value) {
    if(py_isstr(value)) return nd_error(tp_ValueError, "could not convert string to float: '%s'", py_tostr(value));
    return py_castfloat(value, &argument->number);
}

static bool read_argument(Call* call, int i, py_Ref value) {
    Argument* argument = &call->arguments[i];
    argument->kind = call->operation->arguments[i];
    if(!nd_is_given(value)) return sh_missing_argument(call->operation->signature, i);
    switch(argument->kind) {
        case 'G':
        case 'g': return read_geometry(call, argument, value);
        case 's': return read_text(argument, value);
        case 'c': return read_style(argument, value);
        case 't':
        case 'r': return read_optional(call, argument, value, i);
        case 'f': return read_float(argument, value);
        case 'n':
            if(py_isstr(value))
                return nd_error(tp_ValueError, "could not convert string to int: '%s'", py_tostr(value));
            return read_number(call, argument, value);
        case 'b':
            if(py_isnone(value)) return true;
            return read_number(call, argument, value);
        case 'q': return read_scalar(call, argument, value, i);
        default: return read_number(call, argument, value);
    }
}

bool sh_missing_argument(const char* signature, int index) {
    int length;
    const char* name = parameter_name(signature, index, &length);
    return nd_error(tp_TypeError, "%.*s() missing 1 required positional argument: '%.*s'", (int)strcspn(signature, "("),
                    signature, length, name);
}

/* ---- broadcasting -------------------------------------------------------------------------- */

static bool broadcast_shapes(Call* call) {
    for(int i = 0; i < call->argc; i++) {
        const Argument* argument = &call->arguments[i];
        bool fits = true;
        if(argument->list.items) fits = nd_broadcast(&call->ndim, call->shape, 1, &argument->list.count);
        if(argument->array)
            fits = nd_broadcast(&call->ndim, call->shape, argument->array->ndim, argument->array->shape);
        if(!fits) return nd_error(tp_ValueError, "operands could not be broadcast together");
    }
    call->count = nd_product(call->ndim, call->shape);
    return true;
}

/* Numbers are contiguous, as many as there are elements. */
static bool spread_numbers(Call* call, Argument* argument) {
    nd_Array* array = argument->array;
    if(!array) return true;
    if(nd_count(array) != call->count) {
        py_Ref spread = temporary(call);
        if(!nd_new(spread, ND_FLOAT64, call->ndim, call->shape) || !nd_assign(nd_array(spread), array)) return false;
        array = nd_array(spread);
    }
    argument->numbers = (const double*)array->data;
    return true;
}

static bool spread(Call* call) {
    if(!broadcast_shapes(call)) return false;
    for(int i = 0; i < call->argc; i++) {
        if(!spread_numbers(call, &call->arguments[i])) return false;
    }
    return true;
}

/* ---- elements ----------------------------------------------------------------------------------- */

static void load(const Call* call, nd_Size at, sh_Element* element) {
    element->is_none = false;
    for(int i = 0; i < call->argc; i++) {
        const Argument* argument = &call->arguments[i];
        const sh_List* list = &argument->list;
        element->g[i] = !list->items ? argument->single : list->items[list->count == 1 ? 0 : at % list->count];
        element->d[i] = argument->numbers ? argument->numbers[at] : argument->number;
        element->s[i] = argument->text;
        if(argument->kind == 'G' && !element->g[i]) element->is_none = true;
    }
    element->out.integer = 0;
}

static void give_none(char result, sh_Element* element) {
    if(result == 'd') element->out.number = NAN;
    else if(result == 'I') element->out.integer = -1;
    else if(result == 'i') element->out.integer = 0;
    else if(result == 'b') element->out.truth = false;
    else element->out.text = NULL;
}

static bool run_element(const sh_Operation* operation, sh_Element* element) {
    if(element->is_none) {
        give_none(operation->result, element);
        return true;
    }
    if(!operation->function(element)) return false;
    if(element->is_none) give_none(operation->result, element);
    return true;
}

/* A single result as Python has it. */
static bool give(char result, const sh_Element* element, py_OutRef out) {
    switch(result) {
        case 'b': py_newbool(out, element->out.truth); return true;
        case 'd': py_newfloat(out, element->out.number); return true;
        case 'i':
        case 'I': py_newint(out, element->out.integer); return true;
        default: break;
    }
    if(!element->out.text) {
        py_newnone(out);
        return true;
    }
    if(result == 'g') return sh_wrap(out, element->out.geometry);
    py_newstr(out, element->out.text);
    GEOSFree_r(sh_geos, element->out.text);
    return true;
}

static bool run_single(Call* call) {
    sh_Element element;
    load(call, 0, &element);
    return run_element(call->operation, &element) && give(call->operation->result, &element, py_retval());
}

/* Results that are numbers: into an array. */
static bool run_to_array(Call* call) {
    char result = call->operation->result;
    py_Ref made = temporary(call);
    if(!nd_new(made, result == 'b' ? ND_BOOL : result == 'd' ? ND_FLOAT64 : ND_INT32, call->ndim, call->shape))
        return false;
    char* data = nd_array(made)->data;
    sh_Element element;
    for(nd_Size i = 0; i < call->count; i++) {
        load(call, i, &element);
        if(!run_element(call->operation, &element)) return false;
        if(result == 'b') ((bool*)data)[i] = element.out.truth;
        else if(result == 'd') ((double*)data)[i] = element.out.number;
        else ((int32_t*)data)[i] = (int32_t)element.out.integer;
    }
    py_assign(py_retval(), made);
    return true;
}

/* Geometries and texts: into a list, which is complete before anything can fail. */
static bool run_to_list(Call* call) {
    py_Ref list = temporary(call);
    py_newlistn(list, (int)call->count);
    for(nd_Size i = 0; i < call->count; i++) py_newnone(py_list_getitem(list, (int)i));
    sh_Element element;
    for(nd_Size i = 0; i < call->count; i++) {
        load(call, i, &element);
        if(!run_element(call->operation, &element) ||
           !give(call->operation->result, &element, py_list_getitem(list, (int)i)))
            return false;
    }
    py_assign(py_retval(), list);
    return true;
}

static bool run(Call* call, py_Ref argv) {
    for(int i = 0; i < call->argc; i++) {
        if(!read_argument(call, i, py_offset(argv, i))) return false;
    }
    if(!call->is_many) return run_single(call);
    if(!spread(call)) return false;
    bool is_list = call->operation->result == 'g' || call->operation->result == 's';
    return is_list ? run_to_list(call) : run_to_array(call);
}

bool sh_call(const sh_Operation* operation, int argc, py_Ref argv) {
    int wanted = (int)strlen(operation->arguments);
    if(argc < wanted) return sh_missing_argument(operation->signature, argc);
    if(argc > wanted)
        return nd_error(tp_TypeError, "%.*s() takes %d positional arguments but %d were given",
                        (int)strcspn(operation->signature, "("), operation->signature, wanted, argc);
    if(operation->result == 'g') nd_collect_if_due();
    Call call = {.operation = operation, .argc = argc};
    bool ok = run(&call, argv);
    for(int i = 0; i < argc; i++) free(call.arguments[i].list.items);
    for(; call.temporaries > 0; call.temporaries--) py_pop();
    return ok;
}

/* ---- every operation --------------------------------------------------------------------------------- */

#define DEFINE(name, parameters, arguments, result)                                                                    \
    bool sh_call_##name(int argc, py_Ref argv) {                                                                       \
        static const sh_Operation OPERATION = {#name "(" parameters ")", arguments, result, sh_do_##name};             \
        return sh_call(&OPERATION, argc, argv);                                                                        \
    }
SH_OPERATIONS(DEFINE)

#define ROW(name, parameters, arguments, result) {#name "(" parameters ")", sh_call_##name},

/* Both coordinates in one array become two; a single geometry is prepared for them. */
static bool pointwise(int argc, py_Ref argv, py_CFunction call) {
    if(sh_is_geometry(argv)) {
        sh_Object* object = sh_object(argv);
        if(!object->prepared) object->prepared = GEOSPrepare_r(sh_geos, object->geometry);
    }
    if(!py_isnone(py_arg(2))) return call(argc, argv);
    if(!sh_find("_columns") || !py_call(py_retval(), 1, py_arg(1))) return false;
    py_Ref columns = py_pushtmp();
    py_assign(columns, py_retval());
    py_push(argv);
    for(int i = 0; i < 2; i++) py_push(py_tuple_getitem(columns, i));
    bool ok = call(3, py_peek(-3));
    py_shrink(4);
    return ok;
}

static bool contains_xy(int argc, py_Ref argv) { return pointwise(argc, argv, sh_call_contains_xy); }
static bool intersects_xy(int argc, py_Ref argv) { return pointwise(argc, argv, sh_call_intersects_xy); }

void sh_add_operations(py_Ref module) {
    static const nd_Function FUNCTIONS[] = {
        SH_UNARY(ROW) SH_BINARY(ROW) SH_CONSTRUCTIVE(ROW){"contains_xy(geom=..., x=..., y=None)", contains_xy},
        {"intersects_xy(geom=..., x=..., y=None)", intersects_xy},
    };
    ND_BIND(module, FUNCTIONS);
}
