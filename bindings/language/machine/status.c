/*
 * Why the loop stops in the middle: the counter of calls and back edges ran out, and something wants to be looked at.
 *
 * `steps` is refilled in portions, so that the budget, the deadline, the slice and interrupts all cost the loop one counter. Limits raise through every
 * handler: vm->limits.fatal is set, and nothing catches any more.
 */
#include "heap.h"
#include "machine.h"

#include <time.h>

#define PORTION 10000
#define PORTION_WITH_CLOCK 2000

double pkl_clock_ms(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static bool wants_clock(const PklLimits* limits) { return limits->deadline_ms > 0 || limits->slice_ms > 0 || limits->watchdog_ms > 0; }

static void refill(PklLimits* limits) {
    int64_t portion = wants_clock(limits) ? PORTION_WITH_CLOCK : PORTION;
    if (limits->steps_left >= 0 && portion > limits->steps_left) portion = limits->steps_left;
    limits->steps = portion;
    if (limits->steps_left >= 0) limits->steps_left -= portion;
}

static PklStatus end_by(PklVM* vm, py_Type type, const char* text) {
    vm->limits.fatal = true;
    pkl_raise(type, "%s", text);
    return PKL_RAISED;
}

static PklStatus look(PklVM* vm) {
    PklLimits* limits = &vm->limits;
    if (limits->interrupt) {
        limits->interrupt = false;
        pkl_raise(tp_KeyboardInterrupt, "");
        return PKL_RAISED;
    }
    if (limits->steps_left == 0 && limits->steps <= 0) return end_by(vm, tp_TimeoutError, "the program took all its steps");
    if (!wants_clock(limits)) return PKL_DONE;
    double now = pkl_clock_ms();
    if (limits->deadline_ms > 0 && now >= limits->deadline_ms) return end_by(vm, tp_TimeoutError, "the program took all its time");
    if (limits->watchdog_ms > 0 && now >= limits->watchdog_ms) {
        py_watchdog_end();
        pkl_raise(tp_TimeoutError, "watchdog timeout");
        return PKL_RAISED;
    }
    return limits->slice_ms > 0 && now >= limits->slice_ms && vm->inner == 0 ? PKL_PAUSE : PKL_DONE;
}

PklStatus pkl_slow_tick(PklVM* vm) {
    if (!pkl_collect_if_wanted()) {
        refill(&vm->limits);
        return PKL_RAISED;
    }
    PklStatus status = look(vm);
    if (status == PKL_DONE || status == PKL_PAUSE) refill(&vm->limits);
    if (vm->heap->stress) {
        pkl_request_tick();
        vm->limits.steps = vm->heap->stress;
    }
    return status;
}

/* What was left of the portion goes back, so that the next tick is slow. */
void pkl_request_tick(void) {
    PklLimits* limits = &pkl_vm->limits;
    if (limits->steps <= 0) return;
    if (limits->steps_left >= 0) limits->steps_left += limits->steps;
    limits->steps = 0;
}

bool pkl_tick(int work) {
    PklVM* vm = pkl_vm;
    vm->limits.steps -= work;
    if (vm->limits.steps >= 0) return true;
    PklStatus status = look(vm);
    if (status != PKL_RAISED) refill(&vm->limits);
    return status != PKL_RAISED;
}

/* A deadline that a program sets for itself: TimeoutError, once, which it may catch. */
void py_watchdog_begin(py_i64 timeout) {
    pkl_vm->limits.watchdog_ms = pkl_clock_ms() + (double)timeout;
    pkl_request_tick();
}

void py_watchdog_end(void) { pkl_vm->limits.watchdog_ms = 0; }
