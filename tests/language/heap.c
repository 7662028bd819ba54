/* The heap and its collector: what stays, what goes, and that neither deep nor wide structures nor an ending memory
 * harm it. */
#include "../../bindings/language/machine/heap.h"
#include "../../bindings/language/types/types.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int checks;

#define CHECK(condition)                                                                                               \
    do {                                                                                                               \
        checks++;                                                                                                      \
        if(!(condition)) {                                                                                             \
            fprintf(stderr, "%s:%d: not true: %s\n", __FILE__, __LINE__, #condition);                                  \
            exit(1);                                                                                                   \
        }                                                                                                              \
    } while(0)

static void run(const char* text) {
    if(py_exec(text, "<test>", EXEC_MODE, NULL)) return;
    py_printexc();
    exit(1);
}

static int64_t number(const char* name) { return py_toint(py_getglobal(py_name(name))); }

/* ---- what a collection keeps ---------------------------------------------------------------- */

static void unreachable_objects_are_freed_and_reachable_ones_stay(void) {
    pkl_heap_collect(pkl_vm);
    py_newlist(py_r0());
    for(int i = 0; i < 1000; i++) {
        py_TValue item;
        py_newfstr(&item, "item %d", i);
        if(i % 2) py_list_append(py_r0(), &item);
    }
    CHECK(pkl_heap_collect(pkl_vm) >= 500);
    CHECK(py_list_len(py_r0()) == 500);
    CHECK(!strcmp(py_tostr(py_list_getitem(py_r0(), 499)), "item 999"));
    py_newnil(py_r0());
    CHECK(pkl_heap_collect(pkl_vm) >= 501);
}

static void a_list_nested_a_million_levels_is_marked_without_recursion(void) {
    py_newlist(py_r0());
    for(int i = 0; i < 1000000; i++) {
        py_TValue outer;
        py_newlist(&outer);
        py_list_append(&outer, py_r0());
        *py_r0() = outer;
    }
    CHECK(pkl_heap_collect(pkl_vm) < 1000);
    py_newnil(py_r0());
    CHECK(pkl_heap_collect(pkl_vm) >= 1000000);
}

static void a_list_wider_than_the_mark_stack_keeps_all_its_items(void) {
    enum { COUNT = 5 * PKL_MARK_STACK };
    py_newlistn(py_r0(), COUNT);
    for(int i = 0; i < COUNT; i++) {
        py_TValue inner;
        py_newlist(&inner);
        py_list_setitem(py_r0(), i, &inner);
        py_TValue text;
        py_newfstr(&text, "item %d", i);
        py_list_append(&inner, &text);
    }
    for(int i = 0; i < 3; i++) pkl_heap_collect(pkl_vm);
    for(int i = 0; i < COUNT; i++) {
        char expected[32];
        snprintf(expected, sizeof expected, "item %d", i);
        if(strcmp(py_tostr(py_list_getitem(py_list_getitem(py_r0(), i), 0)), expected)) CHECK(!"an item was lost");
    }
    py_newnil(py_r0());
    CHECK(pkl_heap_collect(pkl_vm) >= 2 * COUNT);
}

static void memory_is_used_again(void) {
    run("def churn():\n  for i in range(300000): x = [i, [i], (i,), {i: i}]\nchurn()\n");
    pkl_heap_collect(pkl_vm);
    uint64_t before = pkl_vm->limits.memory_bytes;
    for(int i = 0; i < 3; i++) run("churn()\n");
    pkl_heap_collect(pkl_vm);
    CHECK(pkl_vm->limits.memory_bytes < before + 1000000);
    CHECK(pkl_vm->limits.memory_bytes < 20000000);
}

/* ---- weak references and __del__ ---------------------------------------------------------------- */

static void weak_references_are_cleared_and_call_back(void) {
    run("class Target: pass\ncalled = []\ndef callback(r): called.append(r() is None)\ntarget = Target()\n");
    CHECK(pkl_weakref_new(py_r0(), tp_weakref, py_getglobal(py_name("target")), NULL));
    CHECK(pkl_weakref_new(py_r1(), tp_weakref, py_getglobal(py_name("target")), py_getglobal(py_name("callback"))));
    CHECK(pkl_weakref_new(py_r2(), tp_weakref, py_getglobal(py_name("target")), NULL));
    CHECK(py_isidentical(py_r0(), py_r2()));
    pkl_heap_collect(pkl_vm);
    CHECK(py_call(py_r0(), 0, NULL) && !py_isnone(py_retval()));
    run("del target\n");
    py_newnil(py_retval());
    pkl_heap_collect(pkl_vm);
    CHECK(pkl_collect_if_wanted());
    CHECK(py_call(py_r0(), 0, NULL) && py_isnone(py_retval()));
    run("assert called == [True], called\n");
    py_TValue one;
    py_newint(&one, 1);
    CHECK(!pkl_weakref_new(py_r0(), tp_weakref, &one, NULL) && pkl_exc_matches(tp_TypeError));
    py_clearexc(NULL);
}

static void finalizers_run_once_and_may_bring_the_object_back(void) {
    run("log = []\nsaved = []\nclass Final:\n  def __init__(self, n): self.n = n\n"
        "  def __del__(self): log.append(self.n); saved.append(self) if self.n == 2 else None\n"
        "def make():\n  a = Final(1); a.me = a; Final(2)\nmake()\n");
    pkl_heap_collect(pkl_vm);
    pkl_collect_if_wanted();
    run("assert sorted(log) == [1, 2], log\nassert saved[0].n == 2\nsaved.clear()\n");
    for(int i = 0; i < 3; i++) {
        pkl_heap_collect(pkl_vm);
        pkl_collect_if_wanted();
    }
    run("assert sorted(log) == [1, 2], log\n");
}

static void a_suspended_generator_is_closed_when_it_dies(void) {
    run("log = []\ndef gen():\n  try: yield 1\n  finally: log.append('closed')\ng = gen(); next(g); del g\n");
    py_newnil(py_retval());
    pkl_heap_collect(pkl_vm);
    pkl_collect_if_wanted();
    run("assert log == ['closed'], log\n");
}

/* ---- types -------------------------------------------------------------------------------------------- */

static void types_die_and_their_ids_are_given_out_again(void) {
    run("def many(n):\n  for i in range(n):\n    class Short:\n      x = i\n    s = Short(); s.a = s.b = 1; assert s.x + s.a == i + 1\n");
    run("many(200)\n");
    pkl_heap_collect(pkl_vm);
    int count = pkl_vm->type_count;
    for(int i = 0; i < 5; i++) {
        run("many(200)\n");
        pkl_heap_collect(pkl_vm);
    }
    CHECK(pkl_vm->type_count <= count + 210);
}

/* ---- limits ------------------------------------------------------------------------------------------------ */

static void out_of_memory_is_an_exception_and_the_interpreter_goes_on(void) {
    pkl_heap_collect(pkl_vm);
    pkl_vm->limits.memory_bytes_max = pkl_vm->limits.memory_bytes + 8000000;
    run("def grow():\n  x = []\n  while True: x.append([x, x, x])\n"
        "failed = 0\nfor i in range(3):\n  try: grow()\n  except MemoryError: failed += 1\n"
        "for i in range(3):\n  try: [0] * 10000000\n  except MemoryError: failed += 1\n");
    CHECK(number("failed") == 6);
    pkl_vm->limits.memory_bytes_max = 0;
    run("y = [0] * 1000000\n");
}

static void a_class_of_an_object_can_change_wherever_its_values_lie(void) {
    run("class A: name = 'A'\nclass B: name = 'B'\na = A(); a.x = 1\nholders = [a, (a,), {1: a}, {a}]\n"
        "def gen():\n  mine = a\n  while True: yield mine.name + str(mine.x)\ng = gen(); next(g)\n"
        "a.__class__ = B\nassert next(g) == 'B1'\nassert type(holders[0]) is B and type(holders[1][0]) is B\n"
        "assert type(holders[2][1]) is B and [type(v) for v in holders[3]] == [B]\n");
    checks++;
}

int main(void) {
    py_initialize();
    unreachable_objects_are_freed_and_reachable_ones_stay();
    a_list_nested_a_million_levels_is_marked_without_recursion();
    a_list_wider_than_the_mark_stack_keeps_all_its_items();
    memory_is_used_again();
    weak_references_are_cleared_and_call_back();
    finalizers_run_once_and_may_bring_the_object_back();
    a_suspended_generator_is_closed_when_it_dies();
    types_die_and_their_ids_are_given_out_again();
    out_of_memory_is_an_exception_and_the_interpreter_goes_on();
    a_class_of_an_object_can_change_wherever_its_values_lie();
    py_finalize();
    printf("heap: %d checks passed\n", checks);
    return 0;
}
