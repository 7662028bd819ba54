/* What iterators written in C share. */
#include "iterators.h"

bool pkl_next_or_stop(py_Ref iterator) {
    int status = py_next(iterator);
    return status == 1 || (status == 0 && pkl_stop());
}


bool pkl_self(int argc, py_Ref argv) {
    (void)argc;
    return pkl_return(&argv[0]);
}

bool pkl_new_iterator_over(py_Ref class, py_Ref iterable) {
    if (!py_iter(iterable)) return false;
    py_TValue made, iterator = *py_retval();
    pkl_new_state(&made, class)[0] = iterator;
    return pkl_return(&made);
}

bool pkl_to_size(py_Ref value, int64_t* out) {
    if (pkl_index(value, out, false)) return true;
    if (!pkl_exc_matches(tp_OverflowError)) return false;
    py_clearexc(NULL);
    return pkl_raise(tp_OverflowError, "Python int too large to convert to C ssize_t");
}
