class A:
    foo = 1
    def method(self):
        return self.fooo
e = ValueError('multi\nline')
e.add_note('note 1')
e.add_note('note\n2')
try:
    A().method()
except AttributeError:
    raise e
