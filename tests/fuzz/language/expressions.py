"""Random expressions of Python, by the kind of value that they are meant to have, out of names in scope and `templates.py`.

One operand in fifty is of another kind, so that an expression may also raise."""

import re

from templates import LITERALS, TEMPLATES

KINDS = ('int', 'float', 'str', 'list', 'dict', 'set', 'tuple', 'bool', 'bytes')
OPERAND = re.compile('<(\\w+)>')
NOT_IN_BRACES = '"\'\\{}!:\n#='


class Expressions:
    """Draws expressions; `names` are those in scope, by kind."""

    def __init__(self, rng):
        self.rng = rng
        self.names = {kind: [] for kind in KINDS}

    def of(self, kind, depth, within=''):
        """An expression of `kind`, now and then of another; not within sets, whose order is compared."""
        if kind in KINDS and within != 'set' and self.rng.random() < 0.02:
            kind = self.rng.choice(KINDS)
        names = self.names.get(kind)
        if names and self.rng.random() < 0.45:
            return self.rng.choice(names)
        return self.expand(kind, depth)

    def expand(self, kind, depth):
        if kind == 'any':
            return self.of(self.rng.choice(KINDS), depth)
        if kind == 'plain':
            return self.plain()
        shallow = kind in LITERALS and (depth <= 0 or kind not in TEMPLATES)
        template = self.rng.choice((LITERALS if shallow else TEMPLATES)[kind])
        return self.fill(template, depth, kind)

    def fill(self, template, depth, kind=''):
        return OPERAND.sub(lambda found: self.of(found[1], depth - 1, kind), template)

    def plain(self):
        """What can stand in the braces of an f-string of any version: no quotes, no backslash."""
        found = self.of(self.rng.choice(('int', 'float', 'bool', 'tuple')), 0)
        return ' 5 ' if any(mark in found for mark in NOT_IN_BRACES) else f' {found} '

    def any(self, depth):
        return self.of('any', depth)

    def literal(self, kind):
        return self.rng.choice(LITERALS[kind])
