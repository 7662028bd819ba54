/* The functions of pkpy with which a program limits its own time. */
#pragma once

void pkw_watchdog_install(void);
