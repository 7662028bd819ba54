/*
 * Sorting: natural runs, binary insertion up to a least run, merges balanced as in powersort. Stable; compares with < only, in CPython's order for
 * everything but galloping.
 *
 * Comparisons of ints, floats and texts run no program; others may. Items are only ever moved within the array, whose place nobody else sees.
 */
#include "../text/texts.h"
#include "methods.h"

#include <string.h>

typedef struct Sort {
    py_TValue *items, *keys; /* keys == items where there are none */
    py_TValue *item_buffer, *key_buffer;
    int32_t buffer_capacity;
    py_Type kind; /* all keys are of this type, which is compared directly; 0 */
} Sort;

/* a < b: 1, 0, -1 */
static int less(const Sort* sort, py_TValue* a, py_TValue* b) {
    switch (sort->kind) {
    case tp_int: return a->_i64 < b->_i64;
    case tp_float: return a->_f64 < b->_f64;
    case tp_str: return pkl_str_compare(pkl_str(a), pkl_str(b)) < 0;
    default: break;
    }
    py_push(a);
    py_push(b);
    int result = py_less(py_peek(-2), py_peek(-1));
    py_shrink(2);
    return result;
}

static void move(Sort* sort, int32_t to, int32_t from, int32_t count) {
    memmove(sort->keys + to, sort->keys + from, (size_t)count * sizeof(py_TValue));
    if (sort->items != sort->keys) memmove(sort->items + to, sort->items + from, (size_t)count * sizeof(py_TValue));
}

static void reverse(Sort* sort, int32_t from, int32_t to) {
    for (to--; from < to; from++, to--) {
        py_TValue key = sort->keys[from], item = sort->items[from];
        sort->keys[from] = sort->keys[to];
        if (sort->items != sort->keys) {
            sort->items[from] = sort->items[to];
            sort->items[to] = item;
        }
        sort->keys[to] = key;
    }
}

/* The length of the run that begins at `from`, made ascending; -1 error. */
static int32_t count_run(Sort* sort, int32_t from, int32_t end) {
    int32_t at = from + 1;
    if (at >= end) return end - from;
    int order = less(sort, &sort->keys[at], &sort->keys[from]);
    bool descending = order == 1;
    for (at++; order >= 0 && at < end; at++) {
        order = less(sort, &sort->keys[at], &sort->keys[at - 1]);
        if ((order == 1) != descending) break;
    }
    if (order < 0) return -1;
    if (descending) reverse(sort, from, at);
    return at - from;
}

/* Items from `at` on are put where they belong among the sorted ones before. */
static bool insert_all(Sort* sort, int32_t from, int32_t at, int32_t end) {
    for (; at < end; at++) {
        py_TValue key = sort->keys[at], item = sort->items[at];
        int32_t low = from, high = at;
        while (low < high) {
            int32_t middle = low + (high - low) / 2;
            int order = less(sort, &key, &sort->keys[middle]);
            if (order < 0) return false;
            if (order == 1) high = middle;
            else low = middle + 1;
        }
        move(sort, low + 1, low, at - low);
        sort->keys[low] = key;
        sort->items[low] = item;
    }
    return true;
}

static bool reserve(Sort* sort, int32_t count) {
    if (count <= sort->buffer_capacity) return true;
    size_t bytes = (size_t)count * sizeof(py_TValue), old = (size_t)sort->buffer_capacity * sizeof(py_TValue);
    bool two = sort->items != sort->keys;
    if (!pkl_reserve((uint64_t)bytes * (two ? 2 : 1))) return false;
    sort->key_buffer = pkl_buffer_resize(sort->key_buffer, old, bytes);
    if (two) sort->item_buffer = pkl_buffer_resize(sort->item_buffer, old, bytes);
    sort->buffer_capacity = count;
    return true;
}

static void put(Sort* sort, int32_t to, py_TValue key, const py_TValue* item) {
    sort->keys[to] = key;
    if (item != NULL) sort->items[to] = *item;
}

/* Merges [from, middle) and [middle, end) upwards; the first part is copied aside. After an error the rest is put back as it was. */
static bool merge(Sort* sort, int32_t from, int32_t middle, int32_t end) {
    int32_t count = middle - from, left = 0, right = middle, to = from;
    if (!reserve(sort, count)) return false;
    bool two = sort->items != sort->keys, ok = true;
    memcpy(sort->key_buffer, sort->keys + from, (size_t)count * sizeof(py_TValue));
    if (two) memcpy(sort->item_buffer, sort->items + from, (size_t)count * sizeof(py_TValue));
    while (ok && left < count && right < end) {
        int order = less(sort, &sort->keys[right], &sort->key_buffer[left]);
        ok = order >= 0;
        if (order == 1) {
            put(sort, to++, sort->keys[right], two ? &sort->items[right] : NULL);
            right++;
        } else if (ok) {
            put(sort, to++, sort->key_buffer[left], two ? &sort->item_buffer[left] : NULL);
            left++;
        }
    }
    for (; left < count; left++) put(sort, to++, sort->key_buffer[left], two ? &sort->item_buffer[left] : NULL);
    return ok;
}

typedef struct Run {
    int32_t from, count, power;
} Run;

/* Where in the tree of merges the border between two runs lies. */
static int32_t power_of(int64_t from, int64_t first, int64_t second, int64_t total) {
    int64_t a = 2 * from + first, b = a + first + second;
    for (int32_t power = 1;; power++) {
        if (a >= total) {
            a -= total;
            b -= total;
        } else if (b >= total) return power;
        a *= 2;
        b *= 2;
    }
}

static int32_t least_run(int32_t count) {
    int32_t rest = 0;
    while (count >= 64) {
        rest |= count & 1;
        count >>= 1;
    }
    return count + rest;
}

static bool merge_top(Sort* sort, Run* runs, int* depth) {
    Run *a = &runs[*depth - 2], *b = a + 1;
    if (!merge(sort, a->from, b->from, b->from + b->count)) return false;
    a->count += b->count;
    --*depth;
    return true;
}

static bool sort_runs(Sort* sort, int32_t count) {
    Run runs[80];
    int depth = 0;
    int32_t least = least_run(count);
    for (int32_t from = 0; from < count;) {
        int32_t length = count_run(sort, from, count), wanted = count - from < least ? count - from : least;
        if (length < 0 || !pkl_tick(length)) return false;
        if (length < wanted) {
            if (!insert_all(sort, from, from + length, from + wanted)) return false;
            length = wanted;
        }
        if (depth > 0) {
            int32_t power = power_of(runs[depth - 1].from, runs[depth - 1].count, length, count);
            while (depth > 1 && runs[depth - 2].power > power)
                if (!merge_top(sort, runs, &depth)) return false;
            runs[depth - 1].power = power;
        }
        runs[depth++] = (Run){from, length, 0};
        from += length;
    }
    while (depth > 1)
        if (!merge_top(sort, runs, &depth)) return false;
    return true;
}

static py_Type common_kind(const py_TValue* keys, int32_t count) {
    py_Type kind = keys[0].type;
    if (kind != tp_int && kind != tp_float && kind != tp_str) return 0;
    for (int32_t i = 1; i < count; i++)
        if (keys[i].type != kind) return 0;
    return kind;
}

bool pkl_sort(py_TValue* items, py_TValue* keys, int32_t count, bool descending) {
    if (count < 2) return true;
    Sort sort = {.items = items, .keys = keys != NULL ? keys : items};
    sort.kind = common_kind(sort.keys, count);
    if (descending) reverse(&sort, 0, count); /* twice: equal items keep their order */
    bool ok = sort_runs(&sort, count);
    if (descending) reverse(&sort, 0, count);
    size_t bytes = (size_t)sort.buffer_capacity * sizeof(py_TValue);
    if (sort.key_buffer != NULL) pkl_buffer_free(sort.key_buffer, bytes);
    if (sort.item_buffer != NULL) pkl_buffer_free(sort.item_buffer, bytes);
    return ok;
}

/* ---- list.sort -------------------------------------------------------------------------------------- */

static bool make_keys(PyList* items, py_Ref key, PyList* keys) {
    for (int32_t i = 0; i < items->length; i++) {
        py_TValue item = items->items[i];
        if (!py_call(key, 1, &item) || !pkl_list_append(keys, &pkl_vm->retval)) return false;
    }
    return true;
}

/* The list is empty for everybody else meanwhile; whoever puts something in is told afterwards. */
bool pkl_list_sort(PyList* list, py_Ref key, bool reverse) {
    py_TValue *hidden = py_pushtmp(), *keys = py_pushtmp();
    PyList *items = pkl_new_list(hidden, 0), *key_list = pkl_new_list(keys, 0), empty = *items;
    items->items = list->items;
    items->length = list->length;
    items->capacity = list->capacity;
    list->items = NULL;
    list->length = list->capacity = 0;
    uint32_t version = ++list->version;
    bool ok = key == NULL || make_keys(items, key, key_list);
    ok = ok && pkl_sort(items->items, key != NULL ? key_list->items : NULL, items->length, reverse);
    bool modified = list->version != version || list->length != 0 || list->items != NULL;
    py_TValue* thrown_away = list->items;
    int32_t capacity = list->capacity;
    list->items = items->items;
    list->length = items->length;
    list->capacity = items->capacity;
    list->version++;
    *items = empty;
    items->items = thrown_away;
    items->capacity = capacity;
    py_shrink(2);
    if (ok && modified) return pkl_raise(tp_ValueError, "list modified during sort");
    return ok;
}
