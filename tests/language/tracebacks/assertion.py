class C:
    def __init__(self):
        self.go(1)
    def go(self, n):
        assert n == 2, 'n is not two'
C()
