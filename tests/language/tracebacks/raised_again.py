def f(): g()
def g(): h()
def h():
    try:
        k()
    except ZeroDivisionError as err:
        raise err
def k(): 1 % 0
f()
