PI = 3.14159; SM = 4*PI*PI; D = 365.24
b = [[[0.,0.,0.],[0.,0.,0.],SM],[[4.84,-1.16,-.10],[.00166*D,.00769*D,-.0000690*D],.000954*SM],[[8.34,4.12,-4.03e-1],[-.00276*D,.00499*D,.0000230*D],.000285*SM],[[12.8,-15.1,-.223],[.00296*D,.00237*D,-.0000296*D],.0000436*SM]]
def advance(dt, n):
    for _ in range(n):
        for i in range(len(b)):
            p, v, m = b[i]
            for j in range(i+1, len(b)):
                q, w, k = b[j]
                dx = p[0]-q[0]; dy = p[1]-q[1]; dz = p[2]-q[2]
                mag = dt * (dx*dx+dy*dy+dz*dz) ** -1.5
                v[0] -= dx*k*mag; v[1] -= dy*k*mag; v[2] -= dz*k*mag
                w[0] += dx*m*mag; w[1] += dy*m*mag; w[2] += dz*m*mag
        for p, v, m in b:
            p[0] += dt*v[0]; p[1] += dt*v[1]; p[2] += dt*v[2]
advance(0.01, 2500)
