/* Quoted-printable, as MIME has it (RFC 2045), with the lines and the oddities of CPython's. */
#include "binascii.h"

enum { LINE_MAX_SIZE = 76 };

typedef struct Quoting {
    c11_sv data;
    PklBuilder* out;
    int line; /* characters in this line */
    bool tabs, text, header, crlf;
} Quoting;

static void end_line(Quoting* q) {
    if (q->crlf) pkl_put_char(q->out, '\r');
    pkl_put_char(q->out, '\n');
    q->line = 0;
}

static void break_line(Quoting* q) {
    pkl_put_char(q->out, '=');
    end_line(q);
}

static void put_hex(PklBuilder* out, unsigned char c) {
    static const char DIGITS[] = "0123456789ABCDEF";
    pkl_put_char(out, DIGITS[c >> 4]);
    pkl_put_char(out, DIGITS[c & 15]);
}

/* A dot alone on its line ends a mail. */
static bool is_lone_dot(const Quoting* q, int i) {
    const char* data = q->data.data;
    return data[i] == '.' && q->line == 0 && (i + 1 == q->data.size || data[i + 1] == '\n' || data[i + 1] == '\r' || data[i + 1] == 0);
}

static bool needs_quotes(const Quoting* q, int i) {
    unsigned char c = (unsigned char)q->data.data[i];
    bool blank = c == '\t' || c == ' ', ends = c == '\r' || c == '\n';
    if (c > 126 || c == '=' || (q->header && c == '_') || is_lone_dot(q, i)) return true;
    if (ends) return !q->text;
    if (blank) return i + 1 == q->data.size || (q->tabs && c < 33);
    return c < 33;
}

/* Blanks before the end of a line would get lost. */
static void protect_blank(PklBuilder* out) {
    if (out->size == 0) return;
    char last = out->data[out->size - 1];
    if (last != ' ' && last != '\t') return;
    out->data[out->size - 1] = '=';
    put_hex(out, (unsigned char)last);
}

static bool is_line_end(const Quoting* q, int i) {
    const char* data = q->data.data;
    return q->text && (data[i] == '\n' || (data[i] == '\r' && i + 1 < q->data.size && data[i + 1] == '\n'));
}

/* How many characters of the data were used. */
static int quote_one(Quoting* q, int i) {
    const char* data = q->data.data;
    if (needs_quotes(q, i)) {
        if (q->line + 3 >= LINE_MAX_SIZE) break_line(q);
        pkl_put_char(q->out, '=');
        put_hex(q->out, (unsigned char)data[i]);
        q->line += 3;
        return 1;
    }
    if (is_line_end(q, i)) {
        protect_blank(q->out);
        end_line(q);
        return data[i] == '\r' ? 2 : 1;
    }
    if (i + 1 != q->data.size && data[i + 1] != '\n' && q->line + 1 >= LINE_MAX_SIZE) break_line(q);
    q->line++;
    pkl_put_char(q->out, q->header && data[i] == ' ' ? '_' : data[i]);
    return 1;
}

static bool flag(py_Ref value, bool fallback, bool* out) {
    int truth = value->type ? py_bool(value) : fallback;
    *out = truth > 0;
    return truth >= 0;
}

/* b2a_qp(data, quotetabs=False, istext=True, header=False) */
static bool b2a_qp(int argc, py_Ref argv) {
    (void)argc;
    PklBuilder out;
    Quoting q = {.out = &out};
    if (!flag(&argv[1], false, &q.tabs) || !flag(&argv[2], true, &q.text) || !flag(&argv[3], false, &q.header) || !pkl_bytes_like(argv, &q.data)) return false;
    const char* newline = memchr(q.data.data, '\n', (size_t)q.data.size);
    q.crlf = newline && newline > q.data.data && newline[-1] == '\r';
    pkl_builder_start(&out);
    for (int i = 0; i < q.data.size;) i += quote_one(&q, i);
    return pkl_builder_bytes(&out, py_retval());
}

/* What stands behind a =; where it goes on. */
static const char* unquote(const char* at, const char* end, PklBuilder* out) {
    if (at == end) return end;
    if (*at == '\n' || *at == '\r') { /* a soft end of line */
        const char* newline = memchr(at, '\n', (size_t)(end - at));
        return newline ? newline + 1 : end;
    }
    if (*at == '=') return pkl_put_char(out, '='), at + 1;
    int high = pkl_hex_digit((unsigned char)*at), low = at + 1 < end ? pkl_hex_digit((unsigned char)at[1]) : -1;
    if (high < 0 || low < 0) return pkl_put_char(out, '='), at;
    pkl_put_char(out, (char)(high << 4 | low));
    return at + 2;
}

/* a2b_qp(data, header=False) */
static bool a2b_qp(int argc, py_Ref argv) {
    (void)argc;
    c11_sv data;
    bool header;
    if (!flag(&argv[1], false, &header) || !pkl_ascii_argument(argv, &data)) return false;
    PklBuilder out;
    pkl_builder_start(&out);
    for (const char *at = data.data, *end = at + data.size; at < end;) {
        if (*at == '=') at = unquote(at + 1, end, &out);
        else pkl_put_char(&out, header && *at == '_' ? ' ' : *at), at++;
    }
    return pkl_builder_bytes(&out, py_retval());
}

const PklMethod pkl_binascii_quoted[] = {
    {"a2b_qp", a2b_qp, "($module, /, data, header=False)", PKL_CLINIC, PKL_FUNCTION, 1, 2},
    {"b2a_qp", b2a_qp, "($module, /, data, quotetabs=False, istext=True, header=False)", PKL_CLINIC, PKL_FUNCTION, 1, 4},
    {0},
};
