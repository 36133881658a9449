"""How the figures of bench/run are shown, judged, and on which machine they were found."""
import glob, os, re, shutil, statistics, sys, time
from harness import command


def say(text):
    print(time.strftime('%H:%M:%S'), text, file=sys.stderr, flush=True)


def n(x, digits=0):
    return f'{x:,.{digits}f}'


def ms(us):
    return n(us / 1000, 2 if us < 1000 else 1)


def table(heads, rows):
    lines = [heads, [' --- '] + [' ---: '] * (len(heads) - 1)] + rows
    return '\n'.join('| ' + ' | '.join(map(str, line)) + ' |' for line in lines) + '\n'


def median_of(runs):
    return {k: statistics.median(r[k] for r in runs) for k in ('rate', 'cpu_us', 'p50_us', 'p99_us', 'p999_us')}


def latency(runs):
    """p50, p99, p99.9: medians; of p99 the least and the most as well."""
    m, p99 = median_of(runs), [r['p99_us'] for r in runs]
    spread = f' ({ms(min(p99))}–{ms(max(p99))})' if len(runs) > 1 else ''
    return f'{ms(m["p50_us"])} / {ms(m["p99_us"])}{spread} / {ms(m["p999_us"])}'


class Verdicts:
    def __init__(self):
        self.rows, self.missed = [], False

    def add(self, what, holds, wanted, got, unit='', digits=0):
        met = got >= wanted if holds == '≥' else got <= wanted
        self.missed |= not met
        said = 'not borne' if got == float('inf') else n(got, digits) + unit
        self.rows.append([what, f'{holds} {n(wanted, digits)}{unit}', said, 'met' if met else '**missed**'])


# ---- the machine ----

def filesystem(path):
    real = os.path.realpath(path)
    with open('/proc/mounts') as f:
        mounts = [line.split()[:3] for line in f]
    at = max((m for m in mounts if real == m[1] or real.startswith(m[1].rstrip('/') + '/')), key=lambda m: len(m[1]))
    return f'{at[2]} ({at[0]})'


def busy(seconds=2):
    """How much of the machine others use before we begin, in percent."""
    def read():
        with open('/proc/stat') as f:
            t = list(map(int, f.readline().split()[1:9]))
        return sum(t), t[3] + t[4]
    all0, idle0 = read()
    time.sleep(seconds)
    all1, idle1 = read()
    return 100 * (1 - (idle1 - idle0) / (all1 - all0))


def first(pattern, text, otherwise='?'):
    found = re.search(pattern, text, re.M)
    return found[1].strip() if found else otherwise


def machine(data, busy_before, load_before):
    with open('/proc/cpuinfo') as f:
        cpu = first(r'^model name\s*:\s*(.*)', f.read(), os.uname().machine)
    with open('/proc/meminfo') as f:
        memory = int(first(r'MemTotal:\s+(\d+)', f.read())) / 1e6
    library = glob.glob('/usr/lib/*/libsqlite3.so.0')
    versions = command(['dpkg-query', '-W', '-f=${Package} ${Version}\n', 'libsqlite3-0', 'libmicrohttpd12', 'nginx-light', 'wrk', 'fossil']) \
        if library and shutil.which('dpkg-query') else ''
    rows = [['processor', f'{cpu}, {os.cpu_count()} cores, shared with the load generator'],
            ['memory', f'{memory:.1f} GB'], ['kernel', os.uname().release], ['file system of the data', filesystem(data)],
            ['compiler', command(['gcc', '--version']).splitlines()[0]], ['packages', ', '.join(versions.splitlines()) or '?'],
            ['others used before', f'{busy_before:.0f} % of the machine'],
            ['priority', 'as usual' if os.nice(0) == 0 else f'nice {os.nice(0)}, for server, nginx and load alike'],
            ['load average', f'{load_before:.1f} before, {os.getloadavg()[0]:.1f} after (the bench itself makes about {os.cpu_count() + 1})']]
    return '## Machine\n\n| | |\n| --- | --- |\n' + '\n'.join(f'| {a} | {b} |' for a, b in rows) + '\n'


