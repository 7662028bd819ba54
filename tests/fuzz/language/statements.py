"""Random programs of Python: statements over the expressions of `expressions.py`.

Limits: loops go over bounded things or count down a name of their own, functions recurse by an argument that shrinks, so a program
ends by itself."""

from expressions import KINDS, Expressions

EXCEPTIONS = ('ValueError', 'TypeError', 'KeyError', 'ZeroDivisionError', 'IndexError', 'LookupError', 'ArithmeticError', 'Exception', '(ValueError, TypeError)', 'OverflowError', 'RuntimeError')
SPECIALS = ('__add__', '__radd__', '__eq__', '__lt__', '__getitem__', '__call__', '__len__', '__bool__', '__contains__', '__iter__', '__mul__', '__iadd__', '__hash__', '__str__', '__repr__', '__getattr__', '__enter__')
CHANGES = {
    'list': ('NAME[<small>] = <any>', 'NAME[<slice>] = list(<iter>)[:5]', 'NAME.append(<any>)', 'print(NAME.pop())', 'NAME.pop(<small>)', 'NAME.sort()', 'NAME.sort(key=<key>, reverse=<bool>)', 'NAME.insert(<small>, <any>)', 'NAME.extend(list(<iter>)[:5])', 'NAME.clear()', 'del NAME[<slice>]', 'del NAME[<small>]', 'NAME.reverse()', 'NAME.remove(<any>)'),
    'dict': ('NAME[<hashable>] = <any>', 'print(NAME.pop(<hashable>, <any>))', 'print(NAME.popitem())', 'NAME.update(<dict>)', 'NAME.setdefault(<hashable>, <any>)', 'print(NAME.get(<hashable>, <any>))', 'del NAME[<hashable>]', 'NAME |= <dict>', 'print(NAME[<hashable>])', 'print(NAME.keys() == <dict>.keys())', 'print(sorted(NAME, key=str))'),
    'set': ('NAME.add(<int>)', 'NAME.discard(<int>)', 'NAME.remove(<int>)', 'NAME.update(<set>)', 'NAME |= <set>', 'NAME &= <set>', 'NAME -= <set>', 'NAME ^= <set>', 'print(NAME.pop())', 'NAME.difference_update(<set>, range(<small>))', 'NAME.intersection_update(range(<small>))', 'NAME.symmetric_difference_update(<set>)', 'print(NAME.isdisjoint(<set>))', 'NAME.clear()'),
}  # fmt: skip
OPERATORS = ('+=', '-=', '*=', '//=', '%=', '|=', '&=', '^=')


class Programs:
    """Draws one program; `expressions` knows which names have which kind."""

    def __init__(self, rng):
        self.rng = rng
        self.expressions = Expressions(rng)
        self.counter = 0
        self.functions = []
        self.classes = []
        self.in_function = self.in_generator = self.in_loop = False

    def draw(self):
        lines = []
        for _ in range(self.rng.randrange(4, 10)):
            lines += self.guarded(self.statement(2))
        names = sorted({name for names in self.expressions.names.values() for name in names})
        return '\n'.join(lines + [f'print({name!r}, {name})' for name in names]) + '\n'

    def fresh(self, prefix):
        self.counter += 1
        return f'{prefix}{self.counter}'

    def value(self, depth=2):
        if self.functions and self.rng.random() < 0.15:
            return self.call()
        return self.expressions.any(depth)

    def bind(self, name, kind):
        self.expressions.names[kind].append(name)

    def block(self, depth, first=()):
        """An indented body; names that are bound in it are not known after it, for it may not have run."""
        before = {kind: list(names) for kind, names in self.expressions.names.items()}
        lines = list(first)
        for _ in range(self.rng.randrange(1, 4)):
            lines += self.statement(depth - 1)
        self.expressions.names = before
        return ['    ' + line for line in lines]

    def statement(self, depth):
        simple = [self.assign, self.assign, self.show, self.show, self.unpack, self.augment, self.mutate, self.delete]
        if self.in_function:
            simple += [self.leave] if self.rng.random() < 0.4 else []
        if self.in_generator:
            simple += [self.yields, self.yields]
        if self.in_loop:
            simple += [self.jump]
        compound = [self.branch, self.loop, self.countdown, self.attempt, self.function, self.generator, self.klass, self.match, self.guard, self.closure]
        chosen = self.rng.choice(compound if depth > 0 and self.rng.random() < 0.5 else simple)
        return chosen(depth)

    def assign(self, depth):
        kind = self.rng.choice(KINDS)
        name = self.rng.choice(self.expressions.names[kind]) if self.expressions.names[kind] and not self.in_loop and self.rng.random() < 0.3 else self.fresh('v')
        line = f'{name} = {self.expressions.of(kind, 2)}'
        self.bind(name, kind)
        return [line]

    def show(self, depth):
        return [f'print({", ".join(self.value() for _ in range(self.rng.randrange(1, 3)))})']

    def unpack(self, depth):
        a, b, c = self.fresh('u'), self.fresh('u'), self.fresh('u')
        target = self.rng.choice([f'{a}, {b}', f'{a}, *{b}', f'*{a}, {b}', f'{a}, ({b}, *{c})', f'[{a}, {b}]'])
        return ['try:', f'    {target} = {self.expressions.of("iter", 1)}', f'    print({a}, {b})', 'except (ValueError, TypeError) as e: print(type(e).__name__, e)']

    def augment(self, depth):
        kinds = ('int', 'set', 'dict', 'float')
        kind = self.rng.choice(kinds if self.in_loop else kinds + ('str', 'list', 'tuple'))  # which would double with each round
        names = self.expressions.names[kind]
        if not names:
            return self.assign(depth)
        operator = self.rng.choice(OPERATORS)
        operand = self.expressions.of("small", 1) if operator == '*=' else self.expressions.of(kind, 1)
        return [f'{self.rng.choice(names)} {operator} {operand}']

    def mutate(self, depth):
        kind = self.rng.choice(tuple(CHANGES))
        names = self.expressions.names[kind]
        if not names:
            return self.show(depth)
        return [self.expressions.fill(self.rng.choice(CHANGES[kind]).replace('NAME', self.rng.choice(names)), 1)]

    def delete(self, depth):
        name = self.fresh('d')
        return [f'{name} = {self.expressions.any(1)}', f'del {name}', 'try:', f'    print({name})', 'except NameError as e: print(type(e).__name__)']

    def leave(self, depth):
        if self.in_generator:
            return [f'if {self.expressions.of("bool", 1)}: return {self.expressions.any(0)}']
        return [self.rng.choice([f'return {self.value()}', f'if {self.expressions.of("bool", 1)}: return {self.value()}'])]

    def yields(self, depth):
        name = self.fresh('y')
        return [self.rng.choice([f'yield {self.value()}', f'{name} = yield {self.value()}', f'yield from {self.expressions.of("iter", 1)}', f'print((yield {self.value(1)}))'])]

    def jump(self, depth):
        return [f'if {self.expressions.of("bool", 1)}: {self.rng.choice(["break", "continue"])}']

    def branch(self, depth):
        lines = [f'if {self.expressions.of("bool", 2)}:', *self.block(depth)]
        if self.rng.random() < 0.3:
            lines += [f'elif {self.value(1)}:', *self.block(depth)]
        return lines + (['else:', *self.block(depth)] if self.rng.random() < 0.5 else [])

    def looping(self, depth, first=()):
        outer, self.in_loop = self.in_loop, True
        body = self.block(depth, first)
        self.in_loop = outer
        return body + (['else:', *self.block(depth - 1)] if self.rng.random() < 0.25 else [])

    def loop(self, depth):
        name = self.fresh('i')
        target = self.rng.choice([name, name, name, f'{name}, *_'])
        return [f'for {target} in list({self.expressions.of("iter", 1)})[:4]:', *self.looping(depth, [f'print({name})'] if self.rng.random() < 0.4 else [])]

    def countdown(self, depth):
        name = self.fresh('n')
        return [f'{name} = {self.rng.randrange(1, 4)}', f'while {name}:', *self.looping(depth, [f'{name} -= 1'])]

    def attempt(self, depth):
        star = self.rng.random() < 0.1 and not (self.in_function or self.in_loop)
        name = self.fresh('e')
        clause = f'except{"*" if star else ""} {self.rng.choice(EXCEPTIONS)} as {name}:'
        raising = [self.rng.choice([f'raise {self.rng.choice(EXCEPTIONS[:6])}({self.expressions.any(0)})', f'print({self.value()})', f'raise ExceptionGroup("g", [ValueError({self.expressions.any(0)}), TypeError()])'])] if self.rng.random() < 0.5 else []
        lines = ['try:', *self.block(depth), *['    ' + line for line in raising], clause, *self.block(depth, [f'print(type({name}).__name__, type({name}.__context__).__name__)'])]
        if self.rng.random() < 0.2 and not star:
            lines += ['else:', *self.block(depth)]
        return lines + (['finally:', *self.finally_block(depth)] if self.rng.random() < 0.4 else [])

    def finally_block(self, depth):
        """Without leaving: newer versions warn of that."""
        outer = self.in_function, self.in_loop, self.in_generator
        self.in_function = self.in_loop = self.in_generator = False
        lines = self.block(depth - 1, ['print("finally")'])
        self.in_function, self.in_loop, self.in_generator = outer
        return lines

    def parameters(self):
        a, b, c, d = (self.fresh('p') for _ in range(4))
        forms = [f'{a}', f'{a}, {b}={self.expressions.literal("int")}', f'{a}, /, {b}=2, *, {c}=3', f'*{a}, {b}=4', f'{a}, *{b}, {c}=5, **{d}', f'{a}=6, **{b}', '']
        text = self.rng.choice(forms)
        return text, [name for name in (a, b, c, d) if name in text]

    def body(self, depth, names, generator=False):
        outer = self.in_function, self.in_generator, self.in_loop
        self.in_function, self.in_generator, self.in_loop = True, generator, False
        before = {kind: list(known) for kind, known in self.expressions.names.items()}
        for kind in KINDS:
            self.expressions.names[kind] = []
        for name in names:
            self.bind(name, self.rng.choice(KINDS))
        lines = self.block(depth)
        self.expressions.names = before
        self.in_function, self.in_generator, self.in_loop = outer
        return lines

    def function(self, depth):
        name = self.fresh('f')
        text, names = self.parameters()
        decorator = [self.rng.choice(['@traced', '@twice'])] if self.rng.random() < 0.2 else []
        lines = [*decorator, f'def {name}({text}):', *self.body(depth, names), f'    return {", ".join(names) or None}']
        self.functions.append((name, text))
        return lines

    def arguments(self):
        e = self.expressions
        return self.rng.choice([e.any(1), f'{e.any(1)}, {e.any(1)}', f'*{e.of("iter", 1)}', f'**{e.of("dict", 1)}', f'{e.any(0)}, *{e.of("tuple", 1)}, k={e.any(0)}', ''])

    def call(self):
        """By what the function takes, or by anything."""
        name, text = self.rng.choice(self.functions)
        if self.rng.random() < 0.3:
            return f'{name}({self.arguments()})'
        required = [part for part in text.split(', ') if part.startswith('p') and '=' not in part]
        given = [self.expressions.any(1) for _ in required]
        keywords = [part.split('=')[0] for part in text.split(', ') if '=' in part and self.rng.random() < 0.5]
        return f'{name}({", ".join(given + [f"{key}={self.expressions.any(0)}" for key in keywords])})'

    def generator(self, depth):
        name, made = self.fresh('g'), self.fresh('it')
        text, names = self.parameters()
        lines = [f'def {name}({text}):', *self.body(depth, names, generator=True), '    yield 1']
        self.functions.append((name, text))
        call = f'{name}({self.arguments()})'
        ends = [f'list({made})', f'{made}.throw(KeyError(3))', f'{made}.close()', f'sum(1 for _ in {made})']
        used = [f'{made} = {call}', f'print(next({made}), {made}.send({self.expressions.any(0)}))', f'print({self.rng.choice(ends)})']
        return [*lines, *self.guarded(used), *self.guarded([f'{made}.close()']), f'{made} = None']  # a forgotten one is closed when it is collected: here later

    @staticmethod
    def guarded(lines):
        return ['try:', *['    ' + line for line in lines], 'except Exception as e: print(type(e).__name__)']

    def klass(self, depth):
        name = self.fresh('C')
        base = self.rng.choice([*self.classes, 'int', 'str', 'list', 'dict', 'Exception', 'tuple', '']) if self.rng.random() < 0.6 else ''
        body = [f'{self.fresh("field")} = {self.expressions.any(1)}'] if self.rng.random() < 0.6 else ['pass']
        for special in self.rng.sample(SPECIALS, self.rng.randrange(0, 4)):
            body += self.special(special, depth)
        made = self.fresh('o')
        self.classes.append(name)
        used = [f'{made} = {name}({self.rng.choice(["", "3", "[1, 2]", self.arguments()])})', f'print({made}.__class__.__mro__[1].__name__, {self.used(made)})']
        return [f'class {name}({base}):', *['    ' + line for line in body], *self.guarded(used)]

    def special(self, name, depth):
        if name == '__iter__':
            return [f'def {name}(self): yield from {self.expressions.of("iter", 0)}']
        if name in ('__hash__', '__str__', '__repr__', '__len__', '__bool__', '__enter__'):
            result = {'__str__': 'str', '__repr__': 'str', '__len__': 'int', '__hash__': 'int', '__bool__': 'bool'}.get(name, 'list')
            return [f'def {name}(self): return {self.expressions.of(result, 1)}']
        if name == '__getattr__':  # whose own look-ups would come back to it without an end
            return [f'def {name}(self, other): {self.rng.choice(["return other", "raise AttributeError(other)", "return len(other)"])}']
        ends = ['    if other == 3: raise IndexError(other)'] if name == '__getitem__' else []
        return [f'def {name}(self, other=None):', *ends, f'    return {self.rng.choice(["NotImplemented", "other", "self.missing", self.expressions.any(1), self.expressions.of("bool", 0)])}']

    def used(self, name):
        e = self.expressions
        return self.rng.choice([f'{name} + {e.any(0)}', f'{e.any(0)} + {name}', f'{name} == {e.any(0)}', f'len({name})', f'bool({name})', f'{name}[{e.any(0)}]', f'{name}({e.any(0)})', f'list({name})', f'{e.any(0)} in {name}', f'str({name})[:9]', f'{name} < {name}', f'isinstance({name}, int)', f'{name}.nothing', f'{name} * 2', 'sorted([' + name + ', ' + name + '])'])

    def match(self, depth):
        e = self.expressions
        capture = self.fresh('m')
        patterns = [f'[{capture}, *_]', f'{{"a": {capture}, **_rest}}', f'int() as {capture}', f'str({capture})', '0 | 1 | "a"', f'({capture}, 1 | 2)', '[_, _]', 'None | True', f'[[{capture}], *_]', 'float() | bytes()', '{}']
        cases = self.rng.sample(patterns, self.rng.randrange(1, 4))
        lines = [f'match {self.value()}:']
        for pattern in cases:
            guard = f' if {e.of("bool", 1)}' if self.rng.random() < 0.3 else ''
            shown = f'print({capture})' if capture in pattern else 'print("case")'
            lines += [f'    case {pattern}{guard}:', *['    ' + line for line in self.block(depth - 1, [shown])]]
        return lines + (['    case _: print("default")'] if self.rng.random() < 0.7 else [])

    def guard(self, depth):
        return [f'with Guard({self.rng.choice(["True", "False", self.expressions.any(0)])}) as {self.fresh("w")}:', *self.block(depth)]

    def closure(self, depth):
        outer, cell = self.fresh('f'), self.fresh('k')
        kind = self.rng.choice(('int', 'list', 'str'))
        inner = [f'    {cell} = {self.expressions.literal(kind)}', '    def inner(x=1):', f'        nonlocal {cell}', f'        {cell} {self.rng.choice(["+= x", "*= 2", "= [x]"])}', f'        return {cell}', f'    print(inner(), inner({self.expressions.any(0)} if {self.expressions.of("bool", 0)} else 2))', '    return inner']
        return [f'def {outer}():', *inner, 'try:', f'    print({outer}()(2))', 'except TypeError as e: print(type(e).__name__)']
