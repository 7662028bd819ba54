/* What Python prints. */
#pragma once

/* Puts our print, input, sys.stdout and sys.stderr in place. */
void pkw_output_install(void);

/* Hands over unfinished lines of both streams. */
void pkw_output_flush(void);
