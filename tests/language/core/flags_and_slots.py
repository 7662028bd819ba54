import sys
print(sys.flags.gil, sys.flags.thread_inherit_context, sys.flags.context_aware_warnings, sys.flags.n_fields, sys.flags.n_sequence_fields)
class A:
    __slots__ = ('__doc__', 'x')
print(A.__doc__, A().__slots__)
a = A(); a.__doc__ = 'd'; print(a.__doc__)
try:
    class B:
        'doc'
        __slots__ = ('__doc__',)
except ValueError as e: print(e)
