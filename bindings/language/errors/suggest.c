/* "Did you mean: …?", as CPython calculates it: an edit distance in which a change of case is cheap. */
#include "errors.h"

#include <string.h>

enum { MOVE = 2, CASE = 1, CANDIDATES_MAX = 750, LENGTH_MAX = 40 };

static int lower(int c) { return c >= 'A' && c <= 'Z' ? c + 32 : c; }

static int substitution(char a, char b) {
    if(((unsigned char)a & 31) != ((unsigned char)b & 31)) return MOVE;
    if(a == b) return 0;
    return lower((unsigned char)a) == lower((unsigned char)b) ? CASE : MOVE;
}

/* The distance, or more than `most`. */
static int distance(const char* a, int an, const char* b, int bn, int most) {
    while(an && bn && *a == *b) a++, b++, an--, bn--;
    while(an && bn && a[an - 1] == b[bn - 1]) an--, bn--;
    if(!an || !bn) return (an + bn) * MOVE;
    if(an > LENGTH_MAX || bn > LENGTH_MAX) return most + 1;
    if(bn < an) {
        const char* text = a;
        int size = an;
        a = b, an = bn;
        b = text, bn = size;
    }
    if((bn - an) * MOVE > most) return most + 1;
    int row[LENGTH_MAX];
    for(int i = 0; i < an; i++) row[i] = (i + 1) * MOVE;
    int result = 0;
    for(int j = 0; j < bn; j++) {
        int diagonal = result = j * MOVE, least = 1 << 20;
        for(int i = 0; i < an; i++) {
            int replace = diagonal + substitution(b[j], a[i]);
            diagonal = row[i];
            int moved = (result < diagonal ? result : diagonal) + MOVE;
            result = replace < moved ? replace : moved;
            row[i] = result;
            if(result < least) least = result;
        }
        if(least > most) return most + 1;
    }
    return result;
}

PyStr* pkl_suggest(PyStr* wrong, PyStr* const* names, int count) {
    if(wrong->size > LENGTH_MAX || count > CANDIDATES_MAX) return NULL;
    PyStr* best = NULL;
    int best_distance = 0;
    for(int i = 0; i < count; i++) {
        if(names[i]->size == wrong->size && !memcmp(names[i]->data, wrong->data, (size_t)wrong->size)) continue;
        int most = (wrong->size + names[i]->size + 3) * MOVE / 6;
        if(best && best_distance - 1 < most) most = best_distance - 1;
        int found = distance(wrong->data, wrong->size, names[i]->data, names[i]->size, most);
        if(found > most || (best && found >= best_distance)) continue;
        best = names[i];
        best_distance = found;
    }
    return best;
}

/* ---- what could have been meant --------------------------------------------------------------- */

typedef struct Names {
    PyStr* items[CANDIDATES_MAX + 1];
    int count;
} Names;

static void add(Names* names, PyStr* name) {
    if(names->count <= CANDIDATES_MAX) names->items[names->count++] = name;
}

static void add_dict(Names* names, const PyDict* dict) {
    int32_t place = 0;
    for(PklEntry* entry; (entry = pkl_dict_next(dict, &place));) {
        if(pkl_is_str(&entry->key)) add(names, pkl_str(&entry->key));
    }
}

static void add_sorted(Names* names, py_Ref list, bool private) {
    for(int32_t i = 0; i < py_list_len(list); i++) {
        py_Ref item = &py_list_data(list)[i];
        if(pkl_is_str(item) && (private || pkl_str(item)->data[0] != '_')) add(names, pkl_str(item));
    }
}

/* dir(value) of what the attribute was missed on; errors are forgotten. */
static void add_attributes(Names* names, py_Ref value, PyStr* wrong) {
    py_TValue* list = py_pushtmp();
    bool ok = pkl_call_special(value, pkl_name(PKL_NAME(__dir__)), 0, NULL) > 0 && pkl_list_of(py_retval(), list) &&
              pkl_call_method(list, PKL_NAME(sort), 0, NULL);
    if(ok) add_sorted(names, list, wrong->data[0] == '_');
    else py_clearexc(NULL);
    py_pop();
}

static const py_TValue* last_entry(py_Ref exception) {
    const py_TValue* at = &pkl_exc_slots(exception)[PKL_EXC_TRACEBACK];
    if(at->type != tp_traceback) return NULL;
    while(PKL_SLOTS(at->_obj)[PKL_TB_NEXT].type == tp_traceback) at = &PKL_SLOTS(at->_obj)[PKL_TB_NEXT];
    return PKL_SLOTS(at->_obj);
}

static void add_scope(Names* names, py_Ref exception) {
    const py_TValue* entry = last_entry(exception);
    if(!entry) return;
    PyCode* code = PKL_OBJECT(&entry[PKL_TB_CODE], PyCode);
    for(int i = 0; i < code->nlocalsplus; i++) add(names, code->localsplusnames[i]);
    if(entry[PKL_TB_GLOBALS].type) add_dict(names, PKL_OBJECT(&entry[PKL_TB_GLOBALS], PyDict));
    add_dict(names, pkl_vm->builtins);
}

static bool is_module(const PyStr* name) {
    static const char MODULES[] = " abc argparse array ast asyncio base64 bisect calendar collections contextlib copy csv dataclasses datetime decimal difflib enum "
                                  "fractions functools gc glob hashlib heapq html inspect io itertools json keyword logging math numbers operator os pathlib pickle "
                                  "platform pprint queue random re secrets shutil statistics string struct subprocess sys tempfile textwrap threading time timeit "
                                  "traceback types typing unicodedata unittest uuid warnings weakref zlib ";
    char word[LENGTH_MAX + 3];
    if(name->size > LENGTH_MAX) return false;
    word[0] = ' ';
    memcpy(word + 1, name->data, (size_t)name->size);
    memcpy(word + 1 + name->size, " ", 2);
    return memmem(MODULES, sizeof MODULES - 1, word, (size_t)name->size + 2) != NULL;
}

static PyStr* text_of(const py_TValue* value) { return value->type && pkl_is_str(value) ? pkl_str(value) : NULL; }

void pkl_put_suggestion(PklBuilder* builder, py_Ref exception) {
    py_TValue* slots = pkl_exc_slots(exception);
    py_Type layout = pkl_type_of(exception)->layout_type;
    PyStr* wrong = NULL;
    Names names;
    names.count = 0;
    if(layout == tp_NameError && (wrong = text_of(&slots[PKL_NAME_NAME]))) add_scope(&names, exception);
    if(layout == tp_AttributeError && slots[PKL_ATTRIBUTE_OBJ].type && (wrong = text_of(&slots[PKL_ATTRIBUTE_NAME]))) {
        py_TValue object = slots[PKL_ATTRIBUTE_OBJ];
        add_attributes(&names, &object, wrong);
    }
    if(layout == tp_ImportError && (wrong = text_of(&slots[PKL_IMPORTERROR_NAME_FROM])) && text_of(&slots[PKL_IMPORTERROR_NAME])) {
        bool failed;
        py_Ref module = pkl_dict_get(pkl_vm->modules, &slots[PKL_IMPORTERROR_NAME], &failed);
        if(failed) py_clearexc(NULL);
        if(module && pkl_has_layout(module, tp_module)) {
            py_TValue copy = *module;
            add_attributes(&names, &copy, wrong);
        }
    }
    if(!wrong) return;
    PyStr* near = pkl_suggest(wrong, names.items, names.count);
    if(near) pkl_put_formatted(builder, ". Did you mean: '%s'?", near->data);
    if(layout == tp_NameError && is_module(wrong)) {
        pkl_put_formatted(builder, near ? " Or did you forget to import '%s'?" : ". Did you forget to import '%s'?", wrong->data);
    }
}
