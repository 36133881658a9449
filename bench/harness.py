"""What the measurements of bench/run stand on: servers, a browser, the load generators.

All on loopback. Whatever should not happen (a server that dies, an answer of another status, a tool
that hangs) is Failed: an error of the bench, never a figure."""
import http.client, json, os, re, shutil, signal, socket, statistics, subprocess, time, urllib.parse

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)
TICK = os.sysconf('SC_CLK_TCK')
CONNECTIONS = 64


class Failed(Exception):
    pass


def command(args, seconds=60, **more):
    """What a command says; Failed when it fails or hangs."""
    try:
        done = subprocess.run(args, capture_output=True, text=True, timeout=seconds, **more)
    except (OSError, subprocess.TimeoutExpired) as e:
        raise Failed(f'{args[0]}: {e}')
    if done.returncode:
        raise Failed(f'{" ".join(args)}: exit code {done.returncode}\n{done.stdout[-500:]}{done.stderr[-1500:]}')
    return done.stdout


def free_port():
    with socket.socket() as s:
        s.bind(('127.0.0.1', 0))
        return s.getsockname()[1]


def is_up(port):
    try:
        with socket.create_connection(('127.0.0.1', port), 1):
            return True
    except OSError:
        return False


def wait_until(what, true, seconds):
    end = time.monotonic() + seconds
    while not true():
        if time.monotonic() > end:
            raise Failed(f'{what}: not within {seconds} s')
        time.sleep(.002)


# ---- processes that are measured ----

def cpu_s(pid):
    """User and system time of a process and of those that it has waited for, in seconds; 0 when it is gone."""
    try:
        with open(f'/proc/{pid}/stat') as f:
            fields = f.read().rsplit(')', 1)[1].split()
    except OSError:
        return 0
    return sum(map(int, fields[11:15])) / TICK


def memory_mb(pid, name):
    """VmRSS: now. VmHWM: the most it ever was."""
    with open(f'/proc/{pid}/status') as f:
        return int(re.search(rf'^{name}:\s+(\d+) kB', f.read(), re.M)[1]) / 1024


def children(pid):
    found = []
    for p in filter(str.isdigit, os.listdir('/proc')):
        try:
            with open(f'/proc/{p}/stat') as f:
                if int(f.read().rsplit(')', 1)[1].split()[1]) == pid:
                    found.append(int(p))
        except OSError:
            pass
    return found


class Process:
    """A server on a port of its own, which ends with the `with` block."""
    keeps = True                           # connections, for the next request
    connections = CONNECTIONS
    least_s = 0                            # a shorter run would say nothing
    forgiven, errors = 0, 0                # which part of its answers may be errors; how many were
    def __init__(self, name, args, port, log):
        self.name, self.port, self.log = name, port, open(log, 'ab')
        self.process = subprocess.Popen(args, stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log)
        self.pid = self.process.pid

    def __enter__(self):
        return self

    def __exit__(self, *why):
        self.stop()

    def check(self):
        if self.process.poll() is not None:
            raise Failed(f'{self.name} died with {self.process.returncode}; it said: {self.log.name}')

    def cpu_s(self):
        self.check()
        return sum(map(cpu_s, children(self.pid) + [self.pid]))

    def forgive(self, errors, answers):
        """False: more than may be."""
        self.errors += errors
        return errors <= (answers * self.forgiven + 1 if self.forgiven else 0)

    def wait_up(self, seconds=20):
        wait_until(f'{self.name} answers', lambda: self.check() or is_up(self.port), seconds)

    def wait_quiet(self, seconds=300):
        """Until it has hardly anything to do: what it made up its index, or wrote back, is done."""
        end, quiet = time.monotonic() + seconds, 0
        while quiet < 3:
            before = self.cpu_s()
            time.sleep(.3)
            quiet = quiet + 1 if self.cpu_s() - before <= .01 else 0
            if time.monotonic() > end:
                raise Failed(f'{self.name} does not come to rest')

    def stop(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        self.log.close()


class Agora(Process):
    def __init__(self, program, data, *more):
        self.program, self.data = program, data
        port = free_port()
        super().__init__('labagora', [program, 'serve', '--data', data, '--port', str(port),
                                      '--rate-limits', '0', *more], port, data + '.log')

    def ask(self, *args):
        """A command, through the socket of the running server."""
        return command([self.program, *args, '--data', self.data])

    def sign_in(self, email):
        """A browser in which this person is signed in, by a link as of a mail."""
        path = re.search(r'(/lien/\S+)', self.ask('user', 'link', '--email', email))[1]
        browser = Browser(self.port)
        browser.get(path)
        browser.send(path, {}, 303)
        return browser


class Nginx(Process):
    """Files of a folder, as fast as nginx can: no log, open files kept, one worker a core."""
    def __init__(self, folder, headers):
        program = shutil.which('nginx') or '/usr/sbin/nginx'
        if not os.path.exists(program):
            raise Failed('nginx is not here: apt-get install nginx-light')
        port = free_port()
        lines = ''.join(f'  add_header {name} "{value}";\n' for name, value in headers)
        with open(folder + '.conf', 'w') as f:
            f.write(f'''worker_processes {os.cpu_count()};
daemon off; pid {folder}.pid; error_log stderr warn; {'user root;' if os.geteuid() == 0 else ''}
events {{ worker_connections 4096; }}
http {{ access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000000;
 open_file_cache max=100 inactive=1h; default_type "text/html; charset=utf-8";
 types {{ text/css css; }}
 server {{ listen 127.0.0.1:{port} reuseport; root {folder}; server_tokens off;
{lines} }} }}
''')
        super().__init__('nginx', [program, '-p', folder, '-e', 'stderr', '-c', folder + '.conf'], port,
                         folder + '.log')


# ---- a browser ----

class Browser:
    """Cookies, and the two keys of the last form that was seen."""
    def __init__(self, port):
        self.port, self.cookies, self.body, self.headers = port, {}, b'', []
        self.connection, self.used_at = http.client.HTTPConnection('127.0.0.1', port, timeout=20), 0

    def cookie(self):
        return '; '.join(f'{k}={v}' for k, v in self.cookies.items() if v)

    @property
    def page(self):
        return self.body.decode()

    def key(self, name):
        found = re.search(rf'name="{name}" value="([0-9a-f-]{{36}})"', self.page)
        if not found:
            raise Failed(f'no form with the key "{name}" on this page')
        return found[1]

    def request(self, method, path, body=None, headers=None):
        if time.monotonic() - self.used_at > 5:
            self.connection.close()          # the server may have ended it; the next request opens another
        self.used_at = time.monotonic()
        try:
            self.connection.request(method, path, body, {'Cookie': self.cookie(), **(headers or {})})
            answer = self.connection.getresponse()
            self.body = answer.read()
        except (OSError, http.client.HTTPException) as e:
            raise Failed(f'{method} {path}: {e}')
        self.headers = answer.getheaders()
        for name, value in self.headers:
            if name.lower() == 'set-cookie':
                self.cookies.__setitem__(*value.split(';')[0].split('=', 1))
        return answer

    def get(self, path, status=200):
        answer = self.request('GET', path)
        if answer.status != status:
            raise Failed(f'GET {path}: {answer.status} instead of {status}')
        return self.page

    def send(self, path, fields, status):
        """A form, with the keys of the page before; where it leads."""
        form = {'csrf': self.key('csrf'), 'once': self.key('once'), **fields}
        answer = self.request('POST', path, urllib.parse.urlencode(form), {'Content-Type': 'application/x-www-form-urlencoded'})
        if answer.status != status:
            raise Failed(f'POST {path}: {answer.status} instead of {status}\n{text_of(self.page)[:600]}')
        return answer.getheader('Location')


def text_of(page):
    return re.sub(r'\s+', ' ', re.sub(r'<[^>]*>', ' ', page))


# ---- load ----

class Load:
    """bench/load.c, compiled once."""
    def __init__(self, folder):
        self.program, self.folder, self.written = os.path.join(folder, 'load'), folder, None
        command([os.environ.get('CC', 'gcc'), '-O2', '-std=c17', '-D_GNU_SOURCE', '-Wall', '-Wextra', '-Werror',
                 '-o', self.program, os.path.join(HERE, 'load.c'), '-lm'])

    def run(self, server, lines, seconds, rate=0, connections=None, status=200, skip=None):
        """Open loop, or closed when rate is 0. With `skip`, each line behind so many once, as far as they go. What
        writes (and leads on, 303) may be refused for want of time, one in a hundred. Adds refused, and cpu_us, the
        server's CPU time for one answer."""
        orders = os.path.join(self.folder, 'orders')
        if lines != self.written:
            with open(orders, 'w') as f:
                f.writelines(line + '\n' for line in lines)
                os.fsync(f.fileno())
            self.written = lines
        connections, before = connections or server.connections, server.cpu_s()
        once = ([] if skip is None else ['-o', '-k', str(skip)]) + ([] if server.keeps else ['-n'])
        said = command([self.program, '-p', str(server.port), '-c', str(connections), '-s', str(seconds), '-r',
                        str(rate), '-x', str(status)] + once + [orders], seconds + 30)
        used = server.cpu_s() - before
        r = json.loads(said)
        wrong = r['sent'] - r['answers'] - (r['unanswered'] if rate else 0)
        r['refused'] = r['status'].get('503', 0) if status == 303 else 0
        errors = sum(r['status'].values()) - r['answers'] - r['refused']
        if r['broken'] or not server.forgive(errors, r['answers']) or wrong - r['refused'] - errors > connections \
                or r['refused'] > r['sent'] / 100:
            raise Failed(f'{server.name} under load: {said}')
        r['cpu_us'] = used / r['answers'] * 1e6
        return r


def wrk(server, path, cookie, seconds):
    """As many as there can be, from one thread: (answers a second, server CPU in µs for one)."""
    before = server.cpu_s()
    said = command(['wrk', '-t1', f'-c{server.connections}', f'-d{seconds}s', '--timeout', '25s', '-H', f'Cookie: {cookie}',
                    f'http://127.0.0.1:{server.port}{path}'], seconds + 30)
    used = server.cpu_s() - before
    answers = int(re.search(r'(\d+) requests in', said)[1])
    errors = re.search(r'Non-2xx or 3xx responses: (\d+)', said)
    if not server.forgive(int(errors[1]) if errors else 0, answers) or 'Socket errors' in said or not answers:
        raise Failed(f'{server.name} {path}: {said}')
    return float(re.search(r'Requests/sec:\s+([\d.]+)', said)[1]), used / answers * 1e6


def saturated(server, path, cookie, seconds, times):
    """The median of several, by rate."""
    runs = [wrk(server, path, cookie, seconds) for _ in range(times)]
    return statistics.median(r for r, _ in runs), statistics.median(c for _, c in runs)


def sync_us(folder, times=200):
    """What fdatasync of 4 KiB more costs in this folder: (median, 99th of 100)."""
    path, took = os.path.join(folder, 'sync'), []
    with open(path, 'wb', 0) as f:
        for _ in range(times):
            f.write(bytes(4096))
            start = time.perf_counter()
            os.fdatasync(f.fileno())
            took.append((time.perf_counter() - start) * 1e6)
    os.unlink(path)
    took.sort()
    return took[times // 2], took[times * 99 // 100]
