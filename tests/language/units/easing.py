def out(f, *a):
    try: return f(*a)
    except Exception as e: return f"{type(e).__name__}: {e}"
import easing
print(sorted([n for n in dir(easing) if n[0] != '_']))
for n in sorted([n for n in dir(easing) if n[0] != '_']):
    print(n, [round(getattr(easing, n)(x/8), 9) for x in range(9)])
print(out(easing.Linear), out(easing.Linear, 'x'), easing.Linear(2))
