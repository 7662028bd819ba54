/* Values exchanged with the page, as MessagePack: the value of an expression, globals in both directions, and errors.
 *
 * The bytes of a result are owned by the interpreter and valid until the next call of a function of
 * this file; pkw_exchange_release() frees them earlier. NULL, or false, means that an exception is set,
 * which pkw_error() fetches. */
#include "pkw.h"

#include "errors/errors.h"
#include "machine/code.h"
#include "machine/heap.h"
#include "machine/machine.h"

#include <stdlib.h>
#include <string.h>

const pkw_Arrays* pkw_arrays;

static py_Ref exchange(void) { return py_getreg(PKW_EXCHANGE_REGISTER); }

int pkw_exchange_bytes(void) {
    int size = 0;
    if(py_istype(exchange(), tp_bytes)) py_tobytes(exchange(), &size);
    return size;
}

/* The page has read its result: the buffer is released. */
void pkw_exchange_release(void) {
    py_newnone(exchange());
    if(pkw_arrays) pkw_arrays->release();
}

/* Collections happen where Python runs. A page that only hands values over runs none, and its objects may be large. */
static void collect_if_due(void) {
    if(pkl_vm->frame == NULL && !pkl_collect_if_wanted()) py_clearexc(NULL);
}

static const void* hand_out(py_Ref value) {
    pkw_exchange_release();
    if(!pkw_msgpack_encode(value)) return NULL;
    py_assign(exchange(), py_retval());
    collect_if_due();
    int size;
    return py_tobytes(exchange(), &size);
}

const void* pkw_eval(const char* expression) {
    if(!py_exec(expression, "<eval>", EVAL_MODE, NULL)) return NULL;
    py_push(py_retval());
    const void* bytes = hand_out(py_peek(-1));
    py_pop();
    return bytes;
}

const void* pkw_get(const char* name) {
    if(py_checkexc()) py_clearexc(NULL);
    py_Ref value = py_getglobal(py_name(name));
    if(value) return hand_out(value);
    NameError(py_name(name));
    return NULL;
}

bool pkw_set(const char* name, const void* data, int size_bytes) {
    if(py_checkexc()) py_clearexc(NULL);
    collect_if_due();
    bool ok = pkw_msgpack_decode(data, size_bytes);
    if(ok) py_setglobal(py_name(name), py_retval());
    pkw_exchange_release();
    return ok;
}

static void append_text(py_Ref list, const char* text) { py_newstr(py_list_emplace(list), text ? text : ""); }

static void append_frame(py_Ref list, const char* file, int line, const char* function) {
    py_Ref row = py_list_emplace(py_list_getitem(list, py_list_len(list) - 1));
    py_newlist(row);
    append_text(row, file);
    py_newint(py_list_emplace(row), line);
    append_text(row, function);
}

/* [[file, line, function], ...] at the end of `list`, the outermost frame first; the last is the place of a SyntaxError
 */
static void append_frames(py_Ref list, py_Ref exception) {
    py_newlist(py_list_emplace(list));
    py_TValue traceback = pkl_exc_slots(exception)[PKL_EXC_TRACEBACK];
    for(; traceback.type == tp_traceback; traceback = PKL_SLOTS(traceback._obj)[PKL_TB_NEXT]) {
        const py_TValue* slots = PKL_SLOTS(traceback._obj);
        PyCode* code = PKL_OBJECT(&slots[PKL_TB_CODE], PyCode);
        append_frame(list, code->filename->data, pkl_code_position(code, (int)slots[PKL_TB_LASTI]._i64).line,
                     code->name->data);
    }
    if(!py_isinstance(exception, tp_SyntaxError)) return;
    py_Ref file = &pkl_exc_slots(exception)[PKL_SYNTAX_FILENAME], line = &pkl_exc_slots(exception)[PKL_SYNTAX_LINENO];
    if(file->type && py_isstr(file) && line->type == tp_int)
        append_frame(list, py_tostr(file), (int)py_toint(line), "<module>");
}

/* str(exception), or nothing when that fails too */
static void append_message(py_Ref list, py_Ref exception) {
    if(py_str(exception)) append_text(list, py_tostr(py_retval()));
    else append_text(list, "");
    if(py_checkexc()) py_clearexc(NULL);
}

/* the text of a traceback without the end of its last line, as a page shows it */
static void append_traceback(py_Ref list, char* text) {
    size_t size = text ? strlen(text) : 0;
    if(size && text[size - 1] == '\n') text[size - 1] = '\0';
    append_text(list, text);
}

/* [type, message, traceback, frames] of the exception that is set, which is
 * cleared; NULL when none is. */
const void* pkw_error(void) {
    if(!py_checkexc()) return NULL;
    char* traceback = py_formatexc();
    py_StackRef exception = py_pushtmp(), list = py_pushtmp();
    pkl_exc_fetch(exception);
    py_newlist(list);
    append_text(list, py_tpname(exception->type));
    append_message(list, exception);
    append_traceback(list, traceback);
    append_frames(list, exception);
    py_free(traceback);
    const void* bytes = hand_out(list);
    py_shrink(2);
    return bytes;
}
