# Sources nested deeper than the compiler can follow: an error, and what people write is fine.
# CPython refuses some of these with SyntaxError or MemoryError, so only "refused" is printed.
def refused(name, source):
    try:
        eval(source) if not source.endswith('\n') else exec(source)
        print(name, 'no error')
    except RecursionError:
        print(name, 'refused')
    except SyntaxError:
        print(name, 'refused')
    except MemoryError:
        print(name, 'refused')

N = 100000
refused('parentheses', '(' * N + '1' + ')' * N)
refused('brackets', '[' * N + ']' * N)
refused('braces', '{1:' * N + '1' + '}' * N)
refused('calls', 'f(' * N + ')' * N)
refused('unclosed', '(' * N)
refused('blocks', ''.join([' ' * i + 'if 1:\n' for i in range(3000)]) + ' ' * 3000 + 'pass\n')

def accepted(name, source, result):
    print(name, eval(source) == result)

accepted('90 parentheses', '(' * 90 + '1' + ')' * 90, 1)
accepted('90 brackets', 'len(' + '[' * 90 + ']' * 90 + ')', 1)
accepted('300 terms', '+'.join(['1'] * 300), 300)
accepted('300 ands', ' and '.join(['1'] * 300), 1)
accepted('90 nots', 'not ' * 90 + '1', True)
accepted('90 inversions', '~' * 90 + '1', 1)
accepted('50 ternaries', '(0 if 0 else ' * 50 + '1' + ')' * 50, 1)
accepted('50 lambdas', '(' + 'lambda: ' * 50 + '1)' + '()' * 50, 1)
accepted('10000 items', 'len([' + '1,' * 10000 + '])', 10000)

source = 'x = 7\nif x == 0: r = 0\n'
for i in range(1, 150):
    source += 'elif x == ' + str(i) + ': r = ' + str(i * 2) + '\n'
names = {}
exec(source, names)
print(names['r'])

source = ''
for i in range(18):
    source += ' ' * i + 'for i' + str(i) + ' in [1]:\n'
names = {}
exec(source + ' ' * 18 + 'r = 5\n', names)
print(names['r'])
