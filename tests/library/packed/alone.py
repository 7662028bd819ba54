# Each of these is the first that a program imports of the library, in an interpreter of its own, elsewhere; here, what is in them.
import __future__, _compat_pickle, _py_warnings, _pydatetime, _weakrefset, encodings.aliases, json.scanner, ntpath, operator, pathlib._os, re._casefix

print(__future__.annotations.getMandatoryRelease(), _compat_pickle.NAME_MAPPING["__builtin__", "xrange"], encodings.aliases.aliases["latin1"], ntpath.join("a", "b"))
print(_pydatetime.date(2024, 1, 1), operator.attrgetter("a.b").__class__.__name__, len(re._casefix._EXTRA_CASES) > 20, json.scanner.NUMBER_RE.match("-1.5e3").groups())
s = _weakrefset.WeakSet()
print(len(s))
