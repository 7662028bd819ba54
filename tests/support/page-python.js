/**
 * What the pages and workers of the browser tests share. Loads as a classic script, by importScripts, and by import.
 * Limits: puts its functions on the global object, so the test for globals has it on both of its pages.
 */

/** Runs a program as the direct use in the documentation does; false after a printed exception. */
self.runProgram = (module, source) => {
  const types = ['string', 'string', 'number', 'number'];
  const succeeded = module.ccall('py_exec', 'number', types, [source, 'main.py', 0, 0]) !== 0;
  if (!succeeded) module._py_printexc();
  return succeeded;
};

/** Starts Python in a loaded module and runs programs in it, one after another. */
self.startAndRun = (module, ...sources) => {
  module._py_initialize();
  module._py_module_initialize();
  return sources.map((source) => self.runProgram(module, source));
};
