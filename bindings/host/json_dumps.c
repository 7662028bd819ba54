/* json.dumps recurses without a limit; this traverses the value first, as deep as the native stack allows, and leaves
 * the serialization to upstream.
 *
 * A circular reference is reported as CPython does (ValueError), a value that is only too deep as RecursionError. */
#include "guard.h"
#include "pkw.h"

bool pkw_original_py_json_dumps(py_Ref value, int indent);

enum {
    COST_LEVEL_BYTES = 700, /* serialization; the traversal takes less */
    LEVELS_MAX = PKW_NATIVE_BUDGET_BYTES / COST_LEVEL_BYTES + 1,
};

/* The containers on the path from the root to the current value. */
typedef struct {
    const void* path[LEVELS_MAX];
    int depth;
    int levels_max;
} Walk;

static bool walk_value(Walk* walk, py_Ref value);

static bool is_circular(const Walk* walk) {
    for(int i = 0; i < walk->depth; i++) {
        for(int j = i + 1; j < walk->depth; j++) {
            if(walk->path[i] == walk->path[j]) return true;
        }
    }
    return false;
}

static bool refuse(const Walk* walk) {
    if(is_circular(walk)) return ValueError("Circular reference detected");
    return pkw_refuse_recursion();
}

static bool walk_items(Walk* walk, py_Ref items, int count) {
    for(int i = 0; i < count; i++) {
        if(!walk_value(walk, items + i)) return false;
    }
    return true;
}

static bool walk_pair(py_Ref key, py_Ref value, void* walk) {
    (void)key;
    return walk_value(walk, value);
}

static bool walk_attribute(py_Name name, py_Ref value, void* walk) {
    (void)name;
    return walk_value(walk, value);
}

static bool walk_container(Walk* walk, py_Ref value) {
    switch(value->type) {
        case tp_list: return walk_items(walk, py_list_data(value), py_list_len(value));
        case tp_tuple: return walk_items(walk, py_tuple_data(value), py_tuple_len(value));
        case tp_dict: return py_dict_apply(value, walk_pair, walk);
        default: return py_applydict(py_getslot(value, 0), walk_attribute, walk);
    }
}

static bool walk_value(Walk* walk, py_Ref value) {
    py_Type type = py_typeof(value);
    bool nests = type == tp_list || type == tp_tuple || type == tp_dict || type == tp_namedict;
    if(!nests) return true;
    if(walk->depth == walk->levels_max) return refuse(walk);
    walk->path[walk->depth++] = value->_obj;
    bool ok = walk_container(walk, value);
    walk->depth--;
    return ok;
}

bool py_json_dumps(py_Ref value, int indent) {
    static Walk walk; /* large; the traversal runs no Python code */
    walk.depth = 0;
    walk.levels_max = pkw_native_left_bytes / COST_LEVEL_BYTES;
    return walk_value(&walk, value) && pkw_original_py_json_dumps(value, indent);
}
