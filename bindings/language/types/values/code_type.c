/* code, traceback and frame objects as programs see them. */
#include "../types.h"
#include "../../system/system.h"
#include "../../machine/machine.h"

#include <string.h>

static PyCode* code_of(py_Ref self) { return PKL_OBJECT(self, PyCode); }

static bool return_str(PyStr* text) {
    *py_retval() = pkl_value(&text->head);
    return true;
}

/* ---- code: numbers and names --------------------------------------------------------------- */

static bool co_name(int argc, py_Ref argv) { return (void)argc, return_str(code_of(argv)->name); }
static bool co_qualname(int argc, py_Ref argv) { return (void)argc, return_str(code_of(argv)->qualname); }
static bool co_filename(int argc, py_Ref argv) { return (void)argc, return_str(code_of(argv)->filename); }
static bool co_flags(int argc, py_Ref argv) { return (void)argc, pkl_return_int(code_of(argv)->flags); }
static bool co_argcount(int argc, py_Ref argv) { return (void)argc, pkl_return_int(code_of(argv)->argcount); }
static bool co_posonlyargcount(int argc, py_Ref argv) { return (void)argc, pkl_return_int(code_of(argv)->posonlyargcount); }
static bool co_kwonlyargcount(int argc, py_Ref argv) { return (void)argc, pkl_return_int(code_of(argv)->kwonlyargcount); }
static bool co_nlocals(int argc, py_Ref argv) { return (void)argc, pkl_return_int(code_of(argv)->nlocals); }
static bool co_stacksize(int argc, py_Ref argv) { return (void)argc, pkl_return_int(code_of(argv)->stacksize); }
static bool co_firstlineno(int argc, py_Ref argv) { return (void)argc, pkl_return_int(code_of(argv)->firstlineno); }

static bool co_consts(int argc, py_Ref argv) {
    (void)argc;
    pkl_new_tuple(py_retval(), code_of(argv)->constants, code_of(argv)->constant_count);
    return true;
}

static bool co_names(int argc, py_Ref argv) {
    (void)argc;
    PyCode* code = code_of(argv);
    py_TValue made;
    PyDict* names = pkl_new_dict(&made);
    for (int i = 0; i < code->name_count; i++) pkl_dict_set_name(names, code->names[i], py_None());
    for (int i = 0; i < code->cache_count; i++) {
        if (code->caches[i].name) pkl_dict_set_name(names, code->caches[i].name, py_None());
    }
    return pkl_dir_list(names) && pkl_to_tuple(py_retval(), py_retval());
}

/* Names among the variables whose kind has `mask` set as `want` says. */
static bool variables(PyCode* code, int from, int to, int mask, int want) {
    py_TValue made;
    PyList* list = pkl_new_list(&made, 4);
    for (int i = from; i < to; i++) {
        if ((code->localspluskinds[i] & mask) == want) pkl_list_append(list, pkl_name_ref(code->localsplusnames[i]));
    }
    pkl_new_tuple(py_retval(), list->items, list->length);
    return true;
}

static bool co_varnames(int argc, py_Ref argv) { return (void)argc, variables(code_of(argv), 0, code_of(argv)->nlocals, 0, 0); }
static bool co_cellvars(int argc, py_Ref argv) {
    return (void)argc, variables(code_of(argv), 0, code_of(argv)->nlocalsplus, PKL_CELL, PKL_CELL);
}
static bool co_freevars(int argc, py_Ref argv) {
    return (void)argc, variables(code_of(argv), 0, code_of(argv)->nlocalsplus, PKL_FREE, PKL_FREE);
}

/* Our instructions, as bytes: only their number means anything to a program. */
static bool co_code(int argc, py_Ref argv) {
    (void)argc;
    int size = code_of(argv)->instruction_count * (int)sizeof(PklInstruction);
    memset(pkl_new_bytes(py_retval(), size)->data, 0, (size_t)size);
    return true;
}

/* ---- code: lines and positions ------------------------------------------------------------------ */

static void number_or_none(py_OutRef out, int32_t value) {
    if (value < 0) *out = *py_None();
    else py_newint(out, value);
}

/* co_positions(): (line, end line, column, end column) of each instruction */
static bool co_positions(int argc, py_Ref argv) {
    (void)argc;
    py_TValue* list = py_pushtmp();
    PyList* items = pkl_new_list(list, code_of(argv)->instruction_count);
    for (int i = 0; i < code_of(argv)->instruction_count; i++) {
        PklPosition at = pkl_code_position(code_of(argv), i);
        py_TValue fields[4], tuple;
        const int32_t values[4] = {at.line, at.end_line, at.column, at.end_column};
        for (int j = 0; j < 4; j++) number_or_none(&fields[j], values[j]);
        pkl_new_tuple(&tuple, fields, 4);
        pkl_list_append(items, &tuple);
    }
    bool ok = py_iter(list);
    py_pop();
    return ok;
}

/* co_lines(): (start, end, line) of runs of one line; offsets count instructions twice, as CPython's bytes do */
static bool co_lines(int argc, py_Ref argv) {
    (void)argc;
    PyCode* code = code_of(argv);
    py_TValue* list = py_pushtmp();
    PyList* items = pkl_new_list(list, 8);
    for (int start = 0; start < code->instruction_count;) {
        int32_t line = pkl_code_position(code, start).line;
        int end = start + 1;
        while (end < code->instruction_count && pkl_code_position(code, end).line == line) end++;
        py_TValue fields[3], tuple;
        py_newint(&fields[0], start * 2);
        py_newint(&fields[1], end * 2);
        number_or_none(&fields[2], line);
        pkl_new_tuple(&tuple, fields, 3);
        pkl_list_append(items, &tuple);
        start = end;
    }
    bool ok = py_iter(list);
    py_pop();
    return ok;
}

/* ---- code: copies --------------------------------------------------------------------------------- */

#define MOVED(field) copy->field = (void*)((char*)code->field + ((char*)block - (char*)code->constants))

/* The block begins with the constants. */
static PyCode* copy_code(py_OutRef out, const PyCode* code) {
    PyCode* copy = (PyCode*)pkl_new(out, tp_code);
    PyObject head = copy->head;
    void* block = pkl_buffer(code->block_bytes);
    memcpy(block, code->constants, code->block_bytes);
    *copy = *code;
    copy->head = head;
    MOVED(caches);
    MOVED(names);
    MOVED(localsplusnames);
    MOVED(positions);
    MOVED(handlers);
    MOVED(instructions);
    MOVED(localspluskinds);
    copy->constants = block;
    if (copy->source) copy->source->users++;
    return copy;
}

static bool take_text(PyStr** field, py_Ref value, const char* name) {
    if (!pkl_is_str(value)) return pkl_raise(tp_TypeError, "replace() argument '%s' must be str, not %T", name, value);
    *field = pkl_str(value);
    return true;
}

/* code.replace(**changes): names and the first line; what a program cannot know how to make is refused. */
static bool co_replace(int argc, py_Ref argv) {
    if (argc > 2) return pkl_raise(tp_TypeError, "replace() takes 0 positional arguments but %d were given", argc - 2);
    py_TValue made;
    PyCode* copy = copy_code(&made, code_of(argv));
    PyDict* changes = py_isnil(&argv[argc - 1]) ? NULL : PKL_OBJECT(&argv[argc - 1], PyDict);
    int32_t place = 0;
    for (PklEntry* entry; changes && (entry = pkl_dict_next(changes, &place));) {
        const char* name = py_tostr(&entry->key);
        bool ok = true;
        if (!strcmp(name, "co_name")) ok = take_text(&copy->name, &entry->value, name);
        else if (!strcmp(name, "co_qualname")) ok = take_text(&copy->qualname, &entry->value, name);
        else if (!strcmp(name, "co_filename")) ok = take_text(&copy->filename, &entry->value, name);
        else if (!strcmp(name, "co_firstlineno") && entry->value.type == tp_int) copy->firstlineno = (int32_t)entry->value._i64;
        else if (!strcmp(name, "co_flags") && entry->value.type == tp_int) copy->flags = (int32_t)entry->value._i64;
        else ok = pkl_raise(tp_TypeError, "replace() got an unexpected keyword argument '%s'", name);
        if (!ok) return false;
    }
    return pkl_return_or_none(&made);
}

static bool code_repr(int argc, py_Ref argv) {
    (void)argc;
    PyCode* code = code_of(argv);
    return pkl_str_format(py_retval(), "<code object %s at %p, file \"%s\", line %d>", code->name->data, (void*)code, code->filename->data,
                          code->firstlineno);
}

static bool same_code(const PyCode* a, const PyCode* b) {
    bool same = pkl_str_equal(a->name, b->name) && a->argcount == b->argcount && a->flags == b->flags && a->firstlineno == b->firstlineno &&
                a->instruction_count == b->instruction_count && a->constant_count == b->constant_count && a->nlocalsplus == b->nlocalsplus &&
                a->position_count == b->position_count;
    return same && !memcmp(a->positions, b->positions, sizeof(PklPosition) * (size_t)a->position_count);
}

static bool code_eq(int argc, py_Ref argv) {
    (void)argc;
    if (argv[1].type != tp_code) {
        return pkl_not_implemented();
    }
    bool same = same_code(code_of(&argv[0]), code_of(&argv[1]));
    for (int i = 0; same && i < code_of(&argv[0])->constant_count; i++) {
        int equal = py_equal(&code_of(&argv[0])->constants[i], &code_of(&argv[1])->constants[i]);
        if (equal < 0) return false;
        same = equal && code_of(&argv[0])->constants[i].type == code_of(&argv[1])->constants[i].type;
    }
    return pkl_return_bool(same);
}

static bool code_hash(int argc, py_Ref argv) { return (void)argc, pkl_return_int(pkl_str_hash(code_of(argv)->name) ^ code_of(argv)->firstlineno); }

static const PklMethod CODE_METHODS[] = {
    {"__repr__", code_repr, "($self, /)", PKL_NOARGS, PKL_WRAPPER, 0, 0},
    {"__eq__", code_eq, "($self, value, /)", PKL_O, PKL_WRAPPER, 0, 0},
    {"__hash__", code_hash, "($self, /)", PKL_NOARGS, PKL_WRAPPER, 0, 0},
    {"co_positions", co_positions, NULL, PKL_NOARGS, PKL_METHOD, 0, 0},
    {"co_lines", co_lines, NULL, PKL_NOARGS, PKL_METHOD, 0, 0},
    {"replace", co_replace, NULL, PKL_ANY_KW, PKL_METHOD, 0, 0},
    {"__replace__", co_replace, NULL, PKL_ANY_KW, PKL_METHOD, 0, 0},
    {0},
};
static const PklGetSet CODE_GETSETS[] = {
    {"co_name", co_name, NULL},         {"co_qualname", co_qualname, NULL},   {"co_filename", co_filename, NULL},
    {"co_flags", co_flags, NULL},       {"co_argcount", co_argcount, NULL},   {"co_posonlyargcount", co_posonlyargcount, NULL},
    {"co_nlocals", co_nlocals, NULL},   {"co_stacksize", co_stacksize, NULL}, {"co_kwonlyargcount", co_kwonlyargcount, NULL},
    {"co_consts", co_consts, NULL},     {"co_names", co_names, NULL},         {"co_firstlineno", co_firstlineno, NULL},
    {"co_varnames", co_varnames, NULL}, {"co_cellvars", co_cellvars, NULL},   {"co_freevars", co_freevars, NULL},
    {"co_code", co_code, NULL},         {0}};

/* ---- traceback ------------------------------------------------------------------------------------------- */

enum { FRAME_CODE, FRAME_LINENO, FRAME_LASTI, FRAME_GLOBALS, FRAME_LOCALS, FRAME_BACK, FRAME_BUILTINS, FRAME_TRACE, FRAME_SLOTS };

static py_TValue* tb_of(py_Ref self) { return PKL_SLOTS(self->_obj); }

static int line_of(const py_TValue* slots) { return pkl_code_position(PKL_OBJECT(&slots[PKL_TB_CODE], PyCode), (int)slots[PKL_TB_LASTI]._i64).line; }

static bool tb_next(int argc, py_Ref argv) { return (void)argc, pkl_return_or_none(&tb_of(argv)[PKL_TB_NEXT]); }
static bool tb_lasti(int argc, py_Ref argv) { return (void)argc, pkl_return_int(tb_of(argv)[PKL_TB_LASTI]._i64 * 2); }
static bool tb_lineno(int argc, py_Ref argv) { return (void)argc, pkl_return_int(line_of(tb_of(argv))); }

static bool set_tb_next(int argc, py_Ref argv) {
    (void)argc;
    if (py_isnil(&argv[1])) return pkl_raise(tp_TypeError, "can't delete tb_next attribute");
    if (!py_isnone(&argv[1]) && argv[1].type != tp_traceback) return pkl_raise(tp_TypeError, "expected traceback object, got '%T'", &argv[1]);
    for (py_TValue at = argv[1]; at.type == tp_traceback; at = tb_of(&at)[PKL_TB_NEXT]) {
        if (at._obj == argv->_obj) return pkl_raise(tp_ValueError, "traceback loop detected");
    }
    tb_of(argv)[PKL_TB_NEXT] = py_isnone(&argv[1]) ? *py_NIL() : argv[1];
    return true;
}

/* A snapshot: the frame itself has ended. */
static bool tb_frame(int argc, py_Ref argv) {
    (void)argc;
    py_TValue* slots = tb_of(argv);
    if (slots[PKL_TB_FRAME].type) return pkl_return_or_none(&slots[PKL_TB_FRAME]);
    py_TValue made;
    py_TValue* frame = PKL_SLOTS(pkl_new(&made, tp_frame));
    frame[FRAME_CODE] = slots[PKL_TB_CODE];
    frame[FRAME_GLOBALS] = slots[PKL_TB_GLOBALS];
    frame[FRAME_BUILTINS] = pkl_value(&pkl_vm->builtins->head);
    py_newint(&frame[FRAME_LASTI], slots[PKL_TB_LASTI]._i64 * 2);
    py_newint(&frame[FRAME_LINENO], line_of(slots));
    bool module = !(PKL_OBJECT(&slots[PKL_TB_CODE], PyCode)->flags & PKL_CO_NEWLOCALS);
    if (module && frame[FRAME_GLOBALS].type) frame[FRAME_LOCALS] = frame[FRAME_GLOBALS];
    else pkl_new_dict(&frame[FRAME_LOCALS]);
    slots[PKL_TB_FRAME] = made;
    return pkl_return_or_none(&made);
}

/* traceback(tb_next, tb_frame, tb_lasti, tb_lineno) */
static bool tb_new(int argc, py_Ref argv) {
    (void)argc;
    if (argv[2].type != tp_frame) return pkl_raise(tp_TypeError, "traceback() argument 'tb_frame' must be frame, not %T", &argv[2]);
    if (!py_isnone(&argv[1]) && argv[1].type != tp_traceback) return pkl_raise(tp_TypeError, "expected traceback object or None, got '%T'", &argv[1]);
    int64_t lasti, line;
    if (!pkl_index(&argv[3], &lasti, true) || !pkl_index(&argv[4], &line, true)) return false;
    py_TValue made;
    py_TValue* slots = PKL_SLOTS(pkl_new(&made, tp_traceback));
    slots[PKL_TB_NEXT] = py_isnone(&argv[1]) ? *py_NIL() : argv[1];
    slots[PKL_TB_FRAME] = argv[2];
    slots[PKL_TB_CODE] = PKL_SLOTS(argv[2]._obj)[FRAME_CODE];
    slots[PKL_TB_GLOBALS] = PKL_SLOTS(argv[2]._obj)[FRAME_GLOBALS];
    py_newint(&slots[PKL_TB_LASTI], lasti / 2);
    return pkl_return_or_none(&made);
}

/* The frame as it is now, and those below it. */
bool pkl_frame_object(PyFrame* frame, py_OutRef out) {
    py_TValue* last = py_pushtmp();
    *out = *py_None();
    for (PyObject* above = NULL; frame; frame = frame->back) {
        if (pkl_is_hidden(frame->code)) continue;
        py_TValue made;
        py_TValue* slots = PKL_SLOTS(pkl_new(&made, tp_frame));
        int at = (int)(frame->ip - frame->code->instructions) - 1;
        slots[FRAME_CODE] = pkl_value(&frame->code->head);
        slots[FRAME_GLOBALS] = pkl_value(&frame->globals->head);
        slots[FRAME_BUILTINS] = pkl_value(&frame->builtins->head);
        py_newint(&slots[FRAME_LASTI], at * 2);
        py_newint(&slots[FRAME_LINENO], pkl_code_position(frame->code, at).line);
        pkl_frame_locals(frame, &slots[FRAME_LOCALS]);
        if (above) PKL_SLOTS(above)[FRAME_BACK] = made;
        else *last = *out = made;
        above = made._obj;
    }
    py_pop();
    return true;
}

static const PklMethod TB_METHODS[] = {{"__new__", tb_new, "($type, tb_next, tb_frame, tb_lasti, tb_lineno)", PKL_CLINIC, PKL_NEW, 0, 0}, {0}};
static const PklGetSet TB_GETSETS[] = {
    {"tb_next", tb_next, set_tb_next}, {"tb_lasti", tb_lasti, NULL}, {"tb_lineno", tb_lineno, NULL}, {"tb_frame", tb_frame, NULL}, {0}};

/* ---- frame ------------------------------------------------------------------------------------------------- */

static bool frame_repr(int argc, py_Ref argv) {
    (void)argc;
    py_TValue* slots = PKL_SLOTS(argv->_obj);
    PyCode* code = PKL_OBJECT(&slots[FRAME_CODE], PyCode);
    return pkl_str_format(py_retval(), "<frame at %p, file '%s', line %i, code %s>", (void*)argv->_obj, code->filename->data, slots[FRAME_LINENO]._i64,
                          code->name->data);
}

static bool frame_clear(int argc, py_Ref argv) {
    (void)argc, (void)argv;
    return pkl_return_or_none(py_None());
}

static const PklMethod FRAME_METHODS[] = {{"__repr__", frame_repr, "($self, /)", PKL_NOARGS, PKL_WRAPPER, 0, 0},
                                          {"clear", frame_clear, NULL, PKL_NOARGS, PKL_METHOD, 0, 0},
                                          {0}};
static const PklMember FRAME_MEMBERS[] = {{"f_code", FRAME_CODE, false, true},         {"f_lineno", FRAME_LINENO, false, true},
                                          {"f_lasti", FRAME_LASTI, false, true},       {"f_globals", FRAME_GLOBALS, false, true},
                                          {"f_locals", FRAME_LOCALS, false, true},     {"f_back", FRAME_BACK, false, true},
                                          {"f_builtins", FRAME_BUILTINS, false, true}, {"f_trace", FRAME_TRACE, true, true},
                                          {0}};

static const PklTypeSpec SPECS[] = {
    {.id = tp_code, .hidden = true, .methods = CODE_METHODS, .getsets = CODE_GETSETS},
    {.id = tp_traceback, .hidden = true, .methods = TB_METHODS, .getsets = TB_GETSETS},
    {.id = tp_frame, .name = "frame", .slots = FRAME_SLOTS, .flags = PKL_TYPE_FINAL | PKL_TYPE_NO_NEW | PKL_TYPE_WEAKREF, .hidden = true, .methods = FRAME_METHODS, .members = FRAME_MEMBERS},
    {0},
};

void pkl_start_code_type(PklVM* vm) {
    (void)vm;
    pkl_register_types(SPECS);
}
