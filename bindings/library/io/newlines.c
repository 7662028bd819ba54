/* _io: line ends of texts that are read, and IncrementalNewlineDecoder. */
#include "io.h"

#include <string.h>

enum { SAW_CR = 1, SAW_LF = 2, SAW_CRLF = 4 };

void pkl_newlines_put(PklNewlines* state, c11_sv text, bool final, PklBuilder* out) {
    const char *at = text.data, *end = at + text.size;
    bool pending = state->pending;
    state->pending = false;
    while (at < end || pending) {
        if (!pending && *at != '\r') {
            if (*at == '\n') state->seen |= SAW_LF;
            pkl_put_char(out, *at++);
            continue;
        }
        at += !pending;
        pending = false;
        if (at == end && !final) {
            state->pending = true;
            return;
        }
        bool both = at < end && *at == '\n';
        state->seen |= both ? SAW_CRLF : SAW_CR;
        if (state->translate) pkl_put_char(out, '\n');
        else pkl_put(out, "\r\n", both ? 2 : 1);
        at += both;
    }
}

bool pkl_newlines_seen(int seen, py_OutRef out) {
    static const char* const ENDS[] = {"\r", "\n", "\r\n"};
    py_TValue items[3];
    int count = 0;
    for (int i = 0; i < 3; i++)
        if (seen >> i & 1) py_newstr(&items[count++], ENDS[i]);
    if (count == 0) return *out = *py_None(), true;
    if (count == 1) return *out = items[0], true;
    return pkl_new_tuple(out, items, count), true;
}

/* ---- IncrementalNewlineDecoder --------------------------------------------------------------------------------------- */

enum { DECODER, TRANSLATE, PENDING, SEEN, ERRORS, SLOTS };

static bool decoder_init(int argc, py_Ref argv) {
    (void)argc;
    int translate = py_bool(&argv[2]);
    if (translate < 0) return false;
    py_TValue* slots = pkl_io_slots(argv);
    slots[DECODER] = argv[1];
    py_newbool(&slots[TRANSLATE], translate);
    py_newbool(&slots[PENDING], false);
    py_newint(&slots[SEEN], 0);
    slots[ERRORS] = argv[3];
    return pkl_return_none();
}

static bool ready(py_Ref self) { return pkl_io_slots(self)[SEEN].type != tp_nil || pkl_raise(tp_ValueError, "IncrementalNewlineDecoder.__init__() not called"); }

static bool decoder_decode(int argc, py_Ref argv) {
    (void)argc;
    py_TValue* slots = pkl_io_slots(argv);
    int final = argv[2].type == tp_nil ? 0 : py_bool(&argv[2]);
    if (final < 0 || !ready(argv)) return false;
    py_TValue arguments[2] = {argv[1]}, *text = py_pushtmp();
    py_newbool(&arguments[1], final);
    *text = argv[1];
    bool ok = py_isnone(&slots[DECODER]) || (pkl_io_call(&slots[DECODER], "decode", 2, arguments) && (*text = *py_retval(), true));
    if (ok && !pkl_is_str(text)) ok = pkl_raise(tp_TypeError, "decoder should return a string result, not '%T'", text);
    if (ok) {
        PklNewlines state = {slots[TRANSLATE]._bool, slots[PENDING]._bool, (int)slots[SEEN]._i64};
        PklBuilder out;
        pkl_builder_start(&out);
        pkl_newlines_put(&state, pkl_text(text), final, &out);
        py_newbool(&slots[PENDING], state.pending);
        py_newint(&slots[SEEN], state.seen);
        ok = pkl_builder_str(&out, py_retval());
    }
    py_pop();
    return ok;
}

/* (bytes, flags): the lowest bit is a \r that waits. */
static bool decoder_getstate(int argc, py_Ref argv) {
    (void)argc;
    py_TValue *slots = pkl_io_slots(argv), pair[2];
    int64_t flags = 0;
    if (!ready(argv)) return false;
    pkl_new_bytes(&pair[0], 0);
    if (!py_isnone(&slots[DECODER])) {
        if (!pkl_io_call(&slots[DECODER], "getstate", 0, NULL)) return false;
        if (!pkl_is_a(py_retval(), tp_tuple) || pkl_tuple_length(py_retval()) != 2) return pkl_raise(tp_TypeError, "illegal decoder state");
        pair[0] = pkl_tuple_items(py_retval())[0];
        if (!pkl_index(&pkl_tuple_items(py_retval())[1], &flags, false)) return false;
    }
    py_newint(&pair[1], flags << 1 | slots[PENDING]._bool);
    return pkl_new_tuple(py_retval(), pair, 2), true;
}

static bool decoder_setstate(int argc, py_Ref argv) {
    (void)argc;
    py_TValue *slots = pkl_io_slots(argv), pair[2], state;
    int64_t flags;
    if (!ready(argv)) return false;
    if (!pkl_is_a(&argv[1], tp_tuple) || pkl_tuple_length(&argv[1]) != 2) return pkl_raise(tp_TypeError, "state argument must be a tuple");
    pair[0] = pkl_tuple_items(&argv[1])[0];
    if (!pkl_index(&pkl_tuple_items(&argv[1])[1], &flags, false)) return false;
    py_newbool(&slots[PENDING], flags & 1);
    if (py_isnone(&slots[DECODER])) return pkl_return_none();
    py_newint(&pair[1], flags >> 1);
    pkl_new_tuple(&state, pair, 2);
    return pkl_io_call(&slots[DECODER], "setstate", 1, &state);
}

static bool decoder_reset(int argc, py_Ref argv) {
    (void)argc;
    py_TValue* slots = pkl_io_slots(argv);
    if (!ready(argv)) return false;
    py_newint(&slots[SEEN], 0);
    py_newbool(&slots[PENDING], false);
    return py_isnone(&slots[DECODER]) ? pkl_return_none() : pkl_io_call(&slots[DECODER], "reset", 0, NULL);
}

static bool decoder_newlines(int argc, py_Ref argv) { return (void)argc, ready(argv) && pkl_newlines_seen((int)pkl_io_slots(argv)[SEEN]._i64, py_retval()); }

static const PklMethod METHODS[] = {
    {"__new__", pkl_io_new, NULL, PKL_ANY_KW, PKL_NEW, 0, 0},
    {"__init__", decoder_init, "($self, /, decoder, translate, errors='strict')", PKL_CLINIC, PKL_WRAPPER, 2, 3},
    {"decode", decoder_decode, "($self, /, input, final=False)", PKL_CLINIC, PKL_METHOD, 1, 2},
    PKL_IO_NONE("getstate", decoder_getstate), PKL_IO_ONE("setstate", decoder_setstate, "state"), PKL_IO_NONE("reset", decoder_reset), {0},
};
static const PklGetSet ATTRIBUTES[] = {{"newlines", decoder_newlines, NULL}, {0}};

const PklTypeSpec pkl_io_newline_types[] = {
    {.id = tp_IncrementalNewlineDecoder, .base = tp_object, .name = "IncrementalNewlineDecoder", .module = "_io", .slots = SLOTS, .methods = METHODS, .getsets = ATTRIBUTES},
    {0},
};
