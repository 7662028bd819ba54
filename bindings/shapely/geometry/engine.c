/*
 * GEOS: its context, error messages, and interruption.
 * Limits: one context for the one thread; it is never freed, since geometries are finalized after every hook
 * of the interpreter's end.
 */
#include "shapely.h"

#include "pkw.h"

#include <stdio.h>
#include <string.h>

GEOSContextHandle_t sh_geos;
py_Type sh_tp_geos_exception;

static char last_error[1024];

static void on_error(const char* text, void* unused) {
    (void)unused;
    snprintf(last_error, sizeof last_error, "%s", text);
}

static py_Type type_of_failure(void) {
    if(strncmp(last_error, "InterruptedException", 20) == 0) return tp_TimeoutError;
    if(strstr(last_error, "bad_alloc")) return nd_tp_memory_error;
    return sh_tp_geos_exception;
}

bool sh_fail(void) {
    if(py_checkexc()) return false;
    py_Type type = type_of_failure();
    const char* text = last_error[0] ? last_error : "GEOS failed and did not say why";
    if(type == tp_TimeoutError) {
        text = "watchdog timeout";
        py_watchdog_end(); /* fires once, as in the bytecode loop */
    } else if(type == nd_tp_memory_error) text = "no memory left for GEOS";
    py_exception(type, "%s", text);
    last_error[0] = '\0';
    return false;
}

/* GEOS polls this callback for interruption. */
static int on_poll(void* unused) {
    (void)unused;
    return pkw_is_overdue();
}

void sh_add_engine(py_Ref module) {
    (void)module;
    if(sh_geos) return;
    sh_geos = GEOS_init_r();
    GEOSContext_setErrorMessageHandler_r(sh_geos, on_error, NULL);
    GEOSContext_setInterruptCallback_r(sh_geos, on_poll, NULL);
}

/* ---- exceptions of shapely.errors --------------------------------------------------------- */

static py_Type add_error(py_Ref module, const char* name, py_Type base) {
    py_Type type = py_newtype(name, base, module, NULL);
    py_setdict(module, py_name(name), py_tpobject(type));
    return type;
}

void sh_add_errors(void) {
    py_GlobalRef module = py_newmodule("shapely.errors");
    py_Type base = add_error(module, "ShapelyError", tp_Exception);
    sh_tp_geos_exception = add_error(module, "GEOSException", base);
    static const char* const NAMES[] = {"DimensionError", "TopologicalError", "EmptyPartError", "GeometryTypeError",
                                        "UnsupportedGEOSVersionError"};
    for(unsigned i = 0; i < sizeof NAMES / sizeof *NAMES; i++) add_error(module, NAMES[i], base);
    add_error(module, "ShapelyDeprecationWarning", tp_Exception);
    py_setdict(py_getmodule("shapely"), py_name("errors"), module);
    py_setdict(py_getmodule("shapely"), py_name("GEOSException"), py_tpobject(sh_tp_geos_exception));
    py_setdict(py_getmodule("shapely"), py_name("ShapelyError"), py_tpobject(base));
}
