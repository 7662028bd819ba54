/* Output and input of the page. */
#pragma once

void pkw_output_install(void);

/* All that was written reaches the page, a line that has not ended too. */
void pkw_output_flush(void);
