/* Entries of a traceback: file, line, the source under ~~~^^^. As CPython's traceback module prints them. */
#include "errors.h"
#include "anchors.h"

#include <string.h>

enum { SAME_SHOWN = 3 }; /* equal entries in a row that are shown */

/* ---- source lines --------------------------------------------------------------------------- */

bool pkl_source_line(const PyCode* code, int number, c11_sv* out) {
    if(!code->source || number < 1) return false;
    const char *at = code->source->text, *end = at + code->source->size;
    for(; number > 1; number--) {
        const char* stop = memchr(at, '\n', (size_t)(end - at));
        if(!stop) return false;
        at = stop + 1;
    }
    const char* stop = memchr(at, '\n', (size_t)(end - at));
    *out = (c11_sv){at, (int)((stop ? stop : end) - at)};
    return at < end;
}

static bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\f'; }

static c11_sv stripped(c11_sv line) {
    while(line.size && is_blank(line.data[0])) line.data++, line.size--;
    while(line.size && (is_blank(line.data[line.size - 1]) || line.data[line.size - 1] == '\r')) line.size--;
    return line;
}

static int indent_of(c11_sv line) {
    int i = 0;
    while(i < line.size && is_blank(line.data[i])) i++;
    return i;
}

/* ---- markers ----------------------------------------------------------------------------------- */

/* Characters, not bytes: wide ones take two columns. */
static void put_marks(PklBuilder* builder, c11_sv text, char mark) {
    for(const char *at = text.data, *end = text.data + text.size; at < end;) {
        uint32_t code = pkl_utf8_next(&at);
        bool wide = code >= 0x1100 && (code <= 0x115F || (code >= 0x2E80 && code <= 0xA4CF) || (code >= 0xAC00 && code <= 0xD7A3) ||
                                       (code >= 0xF900 && code <= 0xFAFF) || (code >= 0xFE30 && code <= 0xFE6F) || (code >= 0xFF00 && code <= 0xFF60) ||
                                       (code >= 0xFFE0 && code <= 0xFFE6) || (code >= 0x1F300 && code <= 0x1F64F) || (code >= 0x1F900 && code <= 0x1F9FF) ||
                                       (code >= 0x20000 && code <= 0x3FFFD));
        pkl_put_char(builder, mark);
        if(wide) pkl_put_char(builder, mark);
    }
}

static c11_sv part(c11_sv line, int from, int to) {
    if(to > line.size) to = line.size;
    if(from > to) from = to;
    return (c11_sv){line.data + from, to - from};
}

/* One line of the segment [start, end) with the anchors inside it. */
static void put_marked(PklBuilder* builder, c11_sv line, int indent, int start, int end, PklAnchors anchors) {
    pkl_put_text(builder, "    ");
    put_marks(builder, part(line, indent, start), ' ');
    if(anchors.start < 0) {
        put_marks(builder, part(line, start, end), '^');
    } else {
        put_marks(builder, part(line, start, start + anchors.start), '~');
        put_marks(builder, part(line, start + anchors.start, start + anchors.end), '^');
        put_marks(builder, part(line, start + anchors.end, end), '~');
    }
    pkl_put_char(builder, '\n');
}

static void put_single(PklBuilder* builder, c11_sv line, const PklPosition* at) {
    c11_sv shown = stripped(line);
    int indent = indent_of(line), start = at->column, end = at->end_column;
    pkl_put_text(builder, "    ");
    pkl_put(builder, shown.data, shown.size);
    pkl_put_char(builder, '\n');
    if(start < indent || end <= start || end > line.size) return;
    PklAnchors anchors = pkl_find_anchors(line.data + start, end - start);
    if(pkl_is_plain_call(shown.data, shown.size, start - indent, end - indent)) return;
    bool whole = start == indent && end == indent + shown.size;
    if(anchors.start >= 0 || !whole) put_marked(builder, line, indent, start, end, anchors);
}

/* ---- expressions over several lines ------------------------------------------------------------- */

typedef struct Block {
    const PyCode* code;
    PklPosition at;
    int indent;
    PklAnchors anchors; /* bytes in the whole segment */
    c11_sv first;
    const char* segment;
} Block;

static int common_indent(const PyCode* code, int from, int to) {
    int least = 1 << 20;
    c11_sv line;
    for(int i = from; i <= to; i++) {
        if(!pkl_source_line(code, i, &line) || !stripped(line).size) continue;
        if(indent_of(line) < least) least = indent_of(line);
    }
    return least == 1 << 20 ? 0 : least;
}

/* Marks of one line: '~' over the segment, '^' over the anchors in it. */
static void put_block_marks(PklBuilder* builder, const Block* block, c11_sv line, int number) {
    int from = number == block->at.line ? block->at.column : indent_of(line);
    int to = number == block->at.end_line ? block->at.end_column : indent_of(line) + stripped(line).size;
    pkl_put_text(builder, "    ");
    put_marks(builder, part(line, block->indent, from), ' ');
    int base = (int)(line.data - block->segment);
    for(int i = from; i < to && i < line.size;) {
        const char* next = line.data + i;
        pkl_utf8_next(&next);
        int size = (int)(next - (line.data + i));
        bool inside = block->anchors.start >= 0 && base + i >= block->anchors.start && base + i < block->anchors.end;
        put_marks(builder, (c11_sv){line.data + i, size}, block->anchors.start < 0 || inside ? '^' : '~');
        i += size;
    }
    pkl_put_char(builder, '\n');
}

static void put_block_line(PklBuilder* builder, const Block* block, int number) {
    c11_sv line;
    if(!pkl_source_line(block->code, number, &line)) return;
    c11_sv shown = part(line, block->indent < indent_of(line) ? block->indent : indent_of(line), indent_of(line) + stripped(line).size);
    pkl_put_text(builder, "    ");
    pkl_put(builder, shown.data, shown.size);
    pkl_put_char(builder, '\n');
    if(stripped(line).size) put_block_marks(builder, block, line, number);
}

static int line_of(const Block* block, int offset) {
    int line = block->at.line;
    for(int i = block->at.column; i < offset; i++) line += block->segment[i] == '\n';
    return line;
}

static void put_block(PklBuilder* builder, const PyCode* code, const PklPosition* at, c11_sv first) {
    Block block = {code, *at, common_indent(code, at->line, at->end_line), {-1, -1}, first, first.data};
    c11_sv last;
    if(!pkl_source_line(code, at->end_line, &last)) return;
    int start = at->column, end = (int)(last.data - first.data) + at->end_column;
    block.anchors = pkl_find_anchors(first.data + start, end - start);
    int marked_first = 0, marked_last = -1;
    if(block.anchors.start >= 0) {
        block.anchors.start += start;
        block.anchors.end += start;
        marked_first = line_of(&block, block.anchors.start);
        marked_last = line_of(&block, block.anchors.end - 1);
    }
    int hidden = 0;
    for(int i = at->line; i <= at->end_line; i++) {
        bool near = i == at->line || i == at->end_line || (i >= marked_first - 1 && i <= marked_first + 1) || (i >= marked_last - 1 && i <= marked_last + 1);
        if(!near) hidden++;
    }
    for(int i = at->line; i <= at->end_line; i++) {
        bool near = i == at->line || i == at->end_line || (marked_first && ((i >= marked_first - 1 && i <= marked_first + 1) || (i >= marked_last - 1 && i <= marked_last + 1)));
        if(near) {
            put_block_line(builder, &block, i);
            continue;
        }
        int run = 0;
        while(i + run < at->end_line && !(i + run == at->end_line || (marked_first && ((i + run >= marked_first - 1 && i + run <= marked_first + 1) ||
                                                                                       (i + run >= marked_last - 1 && i + run <= marked_last + 1))))) run++;
        if(run == 1) put_block_line(builder, &block, i);
        else pkl_put_formatted(builder, "    ...<%d lines>...\n", run);
        i += run - 1;
    }
    (void)hidden;
}

/* ---- entries ----------------------------------------------------------------------------------------- */

void pkl_put_traceback_entry(PklBuilder* builder, PyCode* code, int instruction) {
    PklPosition at = pkl_code_position(code, instruction);
    pkl_put_formatted(builder, "  File \"%s\", line %d, in %s\n", code->filename->data, at.line, code->name->data);
    c11_sv line;
    if(!pkl_source_line(code, at.line, &line)) return;
    if(at.end_line > at.line && at.column >= 0) {
        put_block(builder, code, &at, line);
        return;
    }
    put_single(builder, line, &at);
}

static bool same_entry(const py_TValue* a, const py_TValue* b) {
    return a[PKL_TB_CODE]._obj == b[PKL_TB_CODE]._obj && a[PKL_TB_LASTI]._i64 == b[PKL_TB_LASTI]._i64;
}

static void put_repeated(PklBuilder* builder, int count) {
    if(count > SAME_SHOWN) pkl_put_formatted(builder, "  [Previous line repeated %d more time%s]\n", count - SAME_SHOWN, count == SAME_SHOWN + 1 ? "" : "s");
}

void pkl_put_traceback(PklBuilder* builder, const py_TValue* traceback) {
    const py_TValue* previous = NULL;
    int count = 0;
    for(; traceback->type == tp_traceback; traceback = &PKL_SLOTS(traceback->_obj)[PKL_TB_NEXT]) {
        const py_TValue* slots = PKL_SLOTS(traceback->_obj);
        if(previous && same_entry(previous, slots)) count++;
        else {
            put_repeated(builder, count);
            count = 1;
        }
        previous = slots;
        if(count <= SAME_SHOWN) pkl_put_traceback_entry(builder, PKL_OBJECT(&slots[PKL_TB_CODE], PyCode), (int)slots[PKL_TB_LASTI]._i64);
    }
    put_repeated(builder, count);
}
