/* What Python prints. */
#pragma once

/* Installs our print, input, sys.stdout and sys.stderr. */
void pkw_output_install(void);

/* Flushes unfinished lines of both streams. */
void pkw_output_flush(void);
