/* Output and input as Python sees them: print(), input(), sys.stdout, sys.stderr, and tracebacks. Upstream's print()
 * truncates text at a NUL and has no `file`; it has no sys.stdout at all. */
#include "output.h"

#include "exit.h"
#include "interpreter_access.h"
#include "platform.h"
#include "pkw.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What the page's function threw waits in the glue; the program ends as with Ctrl-C. */
static bool host_answered(void) {
    if(!pkw_host_take_failure()) return true;
    return py_exception(tp_KeyboardInterrupt, "%s", "a function of the page threw an error");
}

static void write_text(pkw_Stream stream, c11_sv text) {
    if(text.size > 0) pkw_host_write(stream, text.data, (size_t)text.size);
}

/* The callback for everything that pocketpy prints by itself. */
static void print_callback(const char* text) { pkw_host_write(PKW_STDOUT, text, strlen(text)); }

static void flush_callback(void) { pkw_host_flush(PKW_STDOUT); }

void pkw_output_flush(void) {
    fflush(NULL);
    pkw_host_flush(PKW_STDOUT);
    pkw_host_flush(PKW_STDERR);
}

/* ---- sys.stdout, sys.stderr --------------------------------------------- */

static pkw_Stream stream_of(py_Ref self) { return *(pkw_Stream*)py_touserdata(self); }

/* TextIO.write(text: str) -> int */
static bool stream_write(int argc, py_Ref argv) {
    PY_CHECK_ARGC(2);
    PY_CHECK_ARG_TYPE(1, tp_str);
    c11_sv text = py_tosv(py_arg(1));
    write_text(stream_of(argv), text);
    int characters = 0;
    for(int i = 0; i < text.size; i++) characters += (text.data[i] & 0xC0) != 0x80;
    py_newint(py_retval(), characters);
    return host_answered();
}

/* TextIO.flush() -> None */
static bool stream_flush(int argc, py_Ref argv) {
    PY_CHECK_ARGC(1);
    pkw_host_flush(stream_of(argv));
    py_newnone(py_retval());
    return host_answered();
}

static void add_stream(py_Ref sys, py_Type type, const char* name, pkw_Stream stream) {
    pkw_Stream* data = py_newobject(py_emplacedict(sys, py_name(name)), type, 0, sizeof(*data));
    *data = stream;
}

/* ---- print -------------------------------------------------------------- */

typedef struct {
    char* data;
    size_t size_bytes;
    size_t room_bytes;
} Text;

static void append(Text* text, c11_sv piece) {
    if(piece.size == 0) return; /* an empty text may have no address */
    size_t needed = text->size_bytes + (size_t)piece.size;
    if(needed > text->room_bytes) {
        text->room_bytes = 2 * needed + 64;
        text->data = py_realloc(text->data, text->room_bytes);
    }
    memcpy(text->data + text->size_bytes, piece.data, (size_t)piece.size);
    text->size_bytes = needed;
}

static bool append_values(Text* text, py_Ref values, c11_sv separator) {
    int count = py_tuple_len(values);
    for(int i = 0; i < count; i++) {
        if(i > 0) append(text, separator);
        if(!py_str(py_tuple_getitem(values, i)) || !py_checkstr(py_retval())) return false;
        append(text, py_tosv(py_retval()));
    }
    return true;
}

/* Calls file.NAME(argument) or file.NAME(). */
static bool call_method(py_Ref file, const char* name, py_Ref argument) {
    py_push(file);
    if(!py_pushmethod(py_name(name))) {
        if(!py_getattr(file, py_name(name))) return false;
        py_assign(py_peek(-1), py_retval());
        py_pushnil();
    }
    if(argument) py_push(argument);
    return py_vectorcall(argument ? 1 : 0, 0);
}

static bool write_to_file(py_Ref file, Text text, bool flush) {
    py_newstrv(py_pushtmp(), (c11_sv){text.data ? text.data : "", (int)text.size_bytes});
    bool ok = call_method(file, "write", py_peek(-1));
    if(!ok) return false;
    py_pop();
    return !flush || call_method(file, "flush", NULL);
}

static bool write_print(py_Ref file, Text text, bool flush) {
    if(!py_isnone(file)) return write_to_file(file, text, flush);
    if(text.size_bytes > 0) pkw_host_write(PKW_STDOUT, text.data, text.size_bytes);
    if(flush) pkw_host_flush(PKW_STDOUT);
    return host_answered();
}

static bool string_or_none(py_Ref value, const char* fallback, c11_sv* out) {
    *out = (c11_sv){fallback, (int)strlen(fallback)};
    if(py_isnone(value)) return true;
    if(!py_checkstr(value)) return false;
    *out = py_tosv(value);
    return true;
}

/* print(*values, sep=' ', end='\n', flush=False, file=None) */
static bool print(int argc, py_Ref argv) {
    (void)argc;
    c11_sv separator, end;
    if(!string_or_none(py_arg(1), " ", &separator)) return false;
    if(!string_or_none(py_arg(2), "\n", &end)) return false;
    int flush = py_bool(py_arg(3));
    if(flush < 0) return false;
    Text text = {0};
    bool ok = append_values(&text, py_arg(0), separator);
    if(ok) {
        append(&text, end);
        ok = write_print(py_arg(4), text, flush);
    }
    py_free(text.data);
    if(ok) py_newnone(py_retval());
    return ok;
}

/* ---- input -------------------------------------------------------------- */

static py_Type eof_error;

/* input(prompt='') -> str; raises EOFError at the end of standard input */
static bool input(int argc, py_Ref argv) {
    if(argc > 1) return TypeError("input expected at most 1 argument, got %d", argc);
    if(argc == 1) {
        if(!py_str(argv)) return false;
        write_text(PKW_STDOUT, py_tosv(py_retval()));
    }
    pkw_host_flush(PKW_STDOUT);
    if(!host_answered()) return false;
    Text line = {0};
    int byte;
    while((byte = pkw_host_read()) != -1 && byte != '\n') {
        if(byte != '\r') append(&line, (c11_sv){(char[]){(char)byte}, 1});
    }
    bool at_end = byte == -1 && line.size_bytes == 0;
    if(!at_end) py_newstrv(py_retval(), (c11_sv){line.data ? line.data : "", (int)line.size_bytes});
    py_free(line.data);
    if(!host_answered()) return false;
    return at_end ? py_exception(eof_error, "%s", "EOF when reading a line") : true;
}

/* ---- tracebacks --------------------------------------------------------- */

/* Overrides upstream's, which prints to standard output. */
void py_printexc(void) {
    if(!pkw_vm_exists() || pkw_exit_print()) return;
    char* text = py_formatexc();
    if(!text) return;
    pkw_host_write(PKW_STDERR, text, strlen(text));
    pkw_host_write(PKW_STDERR, "\n", 1);
    pkw_host_flush(PKW_STDERR);
    pkw_host_take_failure();
    py_free(text);
}

void pkw_output_install(void) {
    py_Callbacks* callbacks = py_callbacks();
    callbacks->print = print_callback;
    callbacks->flush = flush_callback;
    callbacks->getchr = pkw_host_read;

    py_Ref sys = py_getmodule("sys");
    py_Type type = py_newtype("TextIO", tp_object, sys, NULL);
    py_bindmethod(type, "write", stream_write);
    py_bindmethod(type, "flush", stream_flush);
    py_tpsetfinal(type);
    add_stream(sys, type, "stdout", PKW_STDOUT);
    add_stream(sys, type, "stderr", PKW_STDERR);

    py_Ref builtins = py_getmodule("builtins");
    eof_error = pkw_exception_new_type("EOFError", tp_Exception);
    py_bind(builtins, "print(*values, sep=' ', end='\\n', flush=False, file=None)", print);
    py_bindfunc(builtins, "input", input);
}
