print("héllo", "wörld"[100])
