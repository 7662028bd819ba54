/* The text of an exception: its chain, its traceback, its notes, its group. */
#include "errors.h"

#include <string.h>

enum { CHAIN_MAX = 500, GROUP_WIDTH = 15, GROUP_DEPTH = 10 };

typedef struct Printer {
    PklBuilder* out;
    int depth;      /* of groups: lines begin with "  | " */
    bool need_close;
} Printer;

void pkl_put_traceback(PklBuilder* builder, const py_TValue* traceback);

/* ---- lines with the margin of a group --------------------------------------------------------- */

static void put_margin(Printer* printer, char mark) {
    for(int i = 0; i < 2 * printer->depth; i++) pkl_put_char(printer->out, ' ');
    if(printer->depth && mark) {
        pkl_put_char(printer->out, mark);
        pkl_put_char(printer->out, ' ');
    }
}

static void put_lines(Printer* printer, const char* text, int64_t size) {
    for(const char* end = text + size; text < end;) {
        const char* stop = memchr(text, '\n', (size_t)(end - text));
        stop = stop ? stop + 1 : end;
        put_margin(printer, '|');
        pkl_put(printer->out, text, stop - text);
        text = stop;
    }
}

static void put_text(Printer* printer, const char* text) { put_lines(printer, text, (int64_t)strlen(text)); }

/* ---- the last line ------------------------------------------------------------------------------ */

static void put_unprintable(PklBuilder* builder, py_Ref exception) {
    py_clearexc(NULL);
    pkl_put_formatted(builder, "<exception str() failed>");
    (void)exception;
}

static bool put_string_or_note(PklBuilder* builder, py_Ref exception) {
    py_TValue* raised = py_pushtmp();
    *raised = *exception;
    bool ok = py_str(raised);
    py_pop();
    if(!ok) {
        put_unprintable(builder, exception);
        return true;
    }
    pkl_put_str(builder, pkl_str(py_retval()));
    return pkl_str(py_retval())->size != 0;
}

bool pkl_put_exception_line(PklBuilder* builder, py_Ref exception) {
    PyType* type = pkl_type_of(exception);
    py_Ref module = type->flags & PKL_TYPE_HEAP ? pkl_dict_get_name(type->dict, PKL_NAME(__module__)) : NULL;
    bool named = module && pkl_is_str(module) && pkl_str(module) != PKL_NAME(__main__) && pkl_str(module) != PKL_NAME(builtins);
    if(named) {
        pkl_put_str(builder, pkl_str(module));
        pkl_put_char(builder, '.');
    }
    pkl_put_str(builder, type->qualname);
    int64_t size = builder->size;
    pkl_put_text(builder, ": ");
    if(!put_string_or_note(builder, exception)) builder->size = size;
    pkl_put_suggestion(builder, exception);
    pkl_put_char(builder, '\n');
    return !builder->failed;
}

/* ---- SyntaxError ---------------------------------------------------------------------------------- */

static int64_t int_or(const py_TValue* value, int64_t otherwise) { return value->type == tp_int ? value->_i64 : otherwise; }

/* The source line, without its indent, and markers below it. Offsets count characters from 1. */
static void put_syntax_line(PklBuilder* builder, const py_TValue* slots) {
    PyStr* text = pkl_str(&slots[PKL_SYNTAX_TEXT]);
    int size = (int)strcspn(text->data, "\n"), indent = (int)strspn(text->data, " \t\f");
    if(indent > size) indent = size;
    while(size > indent && strchr(" \r\t", text->data[size - 1])) size--;
    pkl_put_formatted(builder, "    %v\n", (c11_sv){text->data + indent, size - indent});
    int64_t offset = int_or(&slots[PKL_SYNTAX_OFFSET], -1), end = int_or(&slots[PKL_SYNTAX_END_OFFSET], -1);
    if(offset < 0) return;
    int64_t line = int_or(&slots[PKL_SYNTAX_LINENO], -1), end_line = int_or(&slots[PKL_SYNTAX_END_LINENO], line);
    int64_t characters = pkl_utf8_length(text->data, size);
    if(end_line != line) end = characters + 1;
    if(end <= 0 || end == offset || end < offset) end = offset + 1;
    if(offset > characters + 1) offset = characters + 1, end = offset + 1;
    if(end > characters + 1 && end > offset + 1) end = characters + 1 > offset ? characters + 1 : offset + 1;
    pkl_put_text(builder, "    ");
    for(int64_t i = indent + 1; i < offset; i++) pkl_put_char(builder, ' ');
    for(int64_t i = offset; i < end; i++) pkl_put_char(builder, '^');
    pkl_put_char(builder, '\n');
}

static void put_syntax_error(PklBuilder* builder, py_Ref exception) {
    py_TValue* slots = pkl_exc_slots(exception);
    bool file = slots[PKL_SYNTAX_FILENAME].type && pkl_is_str(&slots[PKL_SYNTAX_FILENAME]);
    if(slots[PKL_SYNTAX_LINENO].type == tp_int) {
        pkl_put_formatted(builder, "  File \"%s\", line %i\n", file ? py_tostr(&slots[PKL_SYNTAX_FILENAME]) : "<string>", slots[PKL_SYNTAX_LINENO]._i64);
    } else if(file) {
        pkl_put_formatted(builder, "  File \"%s\"\n", py_tostr(&slots[PKL_SYNTAX_FILENAME]));
    }
    bool text = slots[PKL_SYNTAX_TEXT].type && pkl_is_str(&slots[PKL_SYNTAX_TEXT]);
    if(text && slots[PKL_SYNTAX_LINENO].type == tp_int) put_syntax_line(builder, slots);
    pkl_put_str(builder, pkl_type_of(exception)->qualname);
    pkl_put_text(builder, ": ");
    py_Ref msg = &slots[PKL_SYNTAX_MSG];
    if(!msg->type || py_isnone(msg)) pkl_put_text(builder, "<no detail available>");
    else if(!pkl_put_string(builder, msg)) put_unprintable(builder, msg);
    pkl_put_char(builder, '\n');
}

/* ---- one exception ------------------------------------------------------------------------------------ */

static void put_notes(PklBuilder* builder, py_Ref exception) {
    py_Ref notes = pkl_attrs_get(exception->_obj, PKL_NAME(__notes__));
    if(!notes || !pkl_has_layout(notes, tp_list)) return;
    py_TValue* list = py_pushtmp();
    *list = *notes;
    for(int32_t i = 0; i < py_list_len(list); i++) {
        if(!pkl_put_string(builder, &py_list_data(list)[i])) put_unprintable(builder, list);
        pkl_put_char(builder, '\n');
    }
    py_pop();
}

static bool has_traceback(py_Ref exception) { return pkl_exc_slots(exception)[PKL_EXC_TRACEBACK].type == tp_traceback; }

static void put_head(Printer* printer, py_Ref exception, bool group) {
    if(!has_traceback(exception)) return;
    PklBuilder builder;
    pkl_builder_start(&builder);
    pkl_put_text(&builder, group ? "Exception Group Traceback (most recent call last):\n" : "Traceback (most recent call last):\n");
    if(group && printer->depth == 1) {
        pkl_put_text(printer->out, "  + ");
        pkl_put_text(printer->out, "Exception Group Traceback (most recent call last):\n");
        builder.size = 0;
    }
    pkl_put_traceback(&builder, &pkl_exc_slots(exception)[PKL_EXC_TRACEBACK]);
    put_lines(printer, builder.data, builder.size);
    pkl_builder_end(&builder);
}

static void put_tail(Printer* printer, py_Ref exception) {
    PklBuilder builder;
    pkl_builder_start(&builder);
    if(pkl_has_layout(exception, tp_SyntaxError)) put_syntax_error(&builder, exception);
    else pkl_put_exception_line(&builder, exception);
    put_notes(&builder, exception);
    put_lines(printer, builder.data, builder.size);
    pkl_builder_end(&builder);
}

static void print_chain(Printer* printer, py_Ref exception);

static void put_separator(Printer* printer, int number, int count, bool closing) {
    put_margin(printer, 0);
    if(closing) {
        pkl_put_text(printer->out, "+------------------------------------\n");
        return;
    }
    pkl_put_text(printer->out, number == 1 ? "+-+" : "  +");
    if(number > GROUP_WIDTH) pkl_put_text(printer->out, "---------------- ... ----------------\n");
    else pkl_put_formatted(printer->out, "---------------- %d ----------------\n", number);
    (void)count;
}

static void put_children(Printer* printer, py_Ref group) {
    py_TValue* children = py_pushtmp();
    *children = pkl_exc_slots(group)[PKL_GROUP_EXCEPTIONS];
    int count = pkl_tuple_length(children), shown = count <= GROUP_WIDTH ? count : GROUP_WIDTH + 1;
    for(int i = 0; i < shown; i++) {
        bool last = i == shown - 1;
        if(last) printer->need_close = true;
        put_separator(printer, i + 1, count, false);
        printer->depth++;
        if(i >= GROUP_WIDTH) {
            PklBuilder builder;
            pkl_builder_start(&builder);
            int more = count - GROUP_WIDTH;
            pkl_put_formatted(&builder, "and %d more exception%s\n", more, more == 1 ? "" : "s");
            put_lines(printer, builder.data, builder.size);
            pkl_builder_end(&builder);
        } else {
            print_chain(printer, &pkl_tuple_items(children)[i]);
        }
        if(last && printer->need_close) {
            put_separator(printer, 0, count, true);
            printer->need_close = false;
        }
        printer->depth--;
    }
    py_pop();
}

static void print_one(Printer* printer, py_Ref exception) {
    bool group = pkl_has_layout(exception, tp_BaseExceptionGroup);
    if(group && printer->depth > GROUP_DEPTH) {
        put_text(printer, "... (max_group_depth is 10)\n");
        return;
    }
    bool outermost = group && printer->depth == 0;
    if(outermost) printer->depth++;
    put_head(printer, exception, group);
    put_tail(printer, exception);
    if(group) put_children(printer, exception);
    if(outermost) printer->depth--;
}

/* ---- the chain ------------------------------------------------------------------------------------------ */

static const char CAUSE[] = "\nThe above exception was the direct cause of the following exception:\n\n";
static const char CONTEXT[] = "\nDuring handling of the above exception, another exception occurred:\n\n";

static const py_TValue* before(const py_TValue* exception, const char** text) {
    const py_TValue* slots = pkl_exc_slots(exception);
    *text = CAUSE;
    if(slots[PKL_EXC_CAUSE].is_ptr) return &slots[PKL_EXC_CAUSE];
    *text = CONTEXT;
    bool suppressed = slots[PKL_EXC_SUPPRESS].type == tp_bool && slots[PKL_EXC_SUPPRESS]._bool;
    return slots[PKL_EXC_CONTEXT].is_ptr && !suppressed ? &slots[PKL_EXC_CONTEXT] : NULL;
}

/* Oldest first; each exception once. */
static void print_chain(Printer* printer, py_Ref exception) {
    if(!pkl_enter("")) {
        py_clearexc(NULL);
        return;
    }
    py_TValue list;
    PyList* chain = pkl_new_list(&list, 4);
    py_push(&list);
    const char* text;
    for(const py_TValue* at = exception; at && chain->length < CHAIN_MAX; at = before(at, &text)) {
        bool seen = false;
        for(int32_t i = 0; i < chain->length; i++) seen |= chain->items[i]._obj == at->_obj;
        if(seen) break;
        pkl_list_append(chain, at);
    }
    for(int32_t i = chain->length - 1; i >= 0; i--) {
        py_TValue one = chain->items[i];
        print_one(printer, &one);
        if(i > 0 && before(&chain->items[i - 1], &text)) put_text(printer, text);
    }
    py_pop();
    pkl_leave();
}

bool pkl_traceback_text(PklBuilder* builder, py_Ref exception) {
    Printer printer = {builder, 0, false};
    print_chain(&printer, exception);
    return !builder->failed;
}

/* ---- pocketpy.h --------------------------------------------------------------------------------------------- */

char* py_formatexc(void) {
    py_TValue* exception = py_pushtmp();
    pkl_exc_fetch(exception);
    PklBuilder builder;
    pkl_builder_start(&builder);
    if(exception->type) pkl_traceback_text(&builder, exception);
    char* text = PK_MALLOC((size_t)builder.size + 1);
    if(text) {
        memcpy(text, builder.data, (size_t)builder.size);
        text[builder.size] = '\0';
    }
    pkl_builder_end(&builder);
    pkl_exc_restore(exception);
    py_pop();
    return text;
}

/* The end of a program by SystemExit: its code is told if it is no integer. */
static void print_exit(py_Ref exception) {
    py_TValue code = pkl_exc_slots(exception)[PKL_EXIT_CODE];
    if(!code.type || py_isnone(&code) || pkl_is_int(&code)) return;
    PklBuilder builder;
    pkl_builder_start(&builder);
    if(!pkl_put_string(&builder, &code)) py_clearexc(NULL);
    pkl_put_char(&builder, '\n');
    pkl_write_error(&builder);
}

/* By sys.excepthook; where that fails, its exception and the other are told. */
static void print_by_hook(py_Ref exception) {
    py_Ref sys = py_getmodule("sys"), hook = sys ? py_getdict(sys, py_name("excepthook")) : NULL;
    py_TValue function = hook ? *hook : *py_NIL(), traceback = pkl_exc_slots(exception)[PKL_EXC_TRACEBACK];
    py_TValue arguments[] = {pkl_type_of(exception)->self, *exception, traceback.type ? traceback : *py_None()};
    if(hook && pkl_call(&function, 3, arguments)) return;
    PklBuilder builder;
    pkl_builder_start(&builder);
    if(py_checkexc()) {
        py_TValue* second = py_pushtmp();
        pkl_exc_fetch(second);
        pkl_put_text(&builder, "Error in sys.excepthook:\n");
        pkl_traceback_text(&builder, second);
        pkl_put_text(&builder, "\nOriginal exception was:\n");
        py_pop();
    }
    pkl_traceback_text(&builder, exception);
    pkl_write_error(&builder);
}

/* Tells of the pending exception, which stays. */
void py_printexc(void) {
    if(!py_checkexc()) return;
    py_TValue* exception = py_pushtmp();
    pkl_exc_fetch(exception);
    if(py_isinstance(exception, tp_SystemExit)) print_exit(exception);
    else print_by_hook(exception);
    if(py_checkexc()) py_clearexc(NULL);
    pkl_exc_restore(exception);
    py_pop();
}

/* sys.unraisablehook of the program, with an object that has what CPython's has. */
static bool call_hook(py_Ref hook, py_Ref exception, const char* message, py_Ref where) {
    py_TValue names, text, hook_function = *hook;
    PyDict* dict = pkl_new_dict(&names);
    *py_pushtmp() = names;
    py_newstr(&text, message);
    py_Ref traceback = &PKL_SLOTS(exception->_obj)[PKL_EXC_TRACEBACK];
    pkl_dict_set_name(dict, pkl_name_str(py_name("exc_type")), &pkl_type_of(exception)->self);
    pkl_dict_set_name(dict, pkl_name_str(py_name("exc_value")), exception);
    pkl_dict_set_name(dict, pkl_name_str(py_name("exc_traceback")), traceback->type ? traceback : py_None());
    pkl_dict_set_name(dict, pkl_name_str(py_name("err_msg")), &text);
    pkl_dict_set_name(dict, pkl_name_str(py_name("object")), where);
    bool ok = pkl_instantiate(pkl_vm->types[tp_SimpleNamespace], 0, NULL, &names);
    py_pop();
    py_TValue argument = *py_retval();
    return ok && pkl_call(&hook_function, 1, &argument);
}

static void print_unraisable(py_Ref exception, const char* message, py_Ref where) {
    PklBuilder builder;
    pkl_builder_start(&builder);
    pkl_put_formatted(&builder, "%s ", message);
    if (!pkl_put_repr(&builder, where)) put_unprintable(&builder, where);
    pkl_put_formatted(&builder, ":\n");
    pkl_traceback_text(&builder, exception);
    pkl_write_error(&builder);
}

bool pkl_unraisable(py_Ref where, const char* what) {
    char message[80];
    strcat(strcpy(message, "Exception ignored "), what);
    py_TValue *exception = py_pushtmp(), *object = py_pushtmp();
    *object = *where;
    pkl_exc_fetch(exception);
    py_Ref sys = py_getmodule("sys");
    py_Ref hook = sys ? py_getdict(sys, pkl_name(PKL_NAME(unraisablehook))) : NULL;
    bool own = !hook || hook->type == tp_nativefunc || hook->type == tp_NoneType;
    if (own || !call_hook(hook, exception, message, object)) print_unraisable(exception, message, object);
    py_clearexc(NULL);
    py_shrink(2);
    return true;
}
