"""The rows of bench/run that any product would have: pages, writes, memory, start, growth."""
import html, os, random, re, shutil, socket, statistics, time, urllib.parse
from figures import Verdicts, filesystem, latency, median_of, n, say, table
from harness import CONNECTIONS, Agora, Browser, Failed, Nginx, memory_mb, saturated, sync_us, wrk

READS, WRITES = (5000, 15000), (1000,)


def rows_of(page):
    return page.count('<li class="ag-need"')


class Bench:
    def __init__(self, how, load):
        self.how, self.load, self.verdicts, self.seen = how, load, Verdicts(), {}

    def at_rate(self, server, lines, rate, connections=None):
        seconds = max(self.how['seconds'], server.least_s)
        return [self.load.run(server, lines, seconds, rate, connections) for _ in range(self.how['times'])]

    def page(self, server, name, path, cookie='', rates=READS):
        """A row of a table with a column for each of the rates, "—" for those near to what it can bear or beyond, and
        its figures by name. Both are kept under the server and the path."""
        say(f'{server.name}: {name}')
        browser = Browser(server.port)
        if browser.request('GET', path, headers={'Cookie': cookie}).status != 200:
            raise Failed(f'{server.name} does not answer {path}')
        rate, cpu = saturated(server, path, cookie, max(self.how['seconds'], server.least_s), self.how['times'])
        at = {r: self.at_rate(server, ['\t'.join(('GET', path, cookie))], r) for r in rates if r < .8 * rate}
        row = [name, n(len(browser.body) / 1024, 1), n(rate), n(cpu, 1)] + [latency(at[r]) if r in at else '—' for r in rates]
        p99 = {r: median_of(at[r])['p99_us'] / 1000 if r in at else float('inf') for r in rates}
        self.seen[server.name, path] = row, dict(bytes=len(browser.body), rate=rate, cpu=cpu, p99_ms=p99)
        return self.seen[server.name, path]

    def pages(self, server, browser):
        cookie, list_page = browser.cookie(), browser.get('/besoins')
        head = browser.headers
        need = re.search(r'href="(/besoins/[0-9a-f-]{36}[^"]*)"', browser.get('/besoins?order=shared'))[1]
        asset = re.search(r'href="(/assets/[^"]*\.css)"', list_page)[1]
        rows = [self.page(server, 'static file (the stylesheet), our server', asset)[0]]
        rows += self.beside(server, asset, list_page, head)
        row, signed_in = self.page(server, f'`/besoins`, signed in, {rows_of(list_page)} rows', '/besoins', cookie)
        rows += [row, self.page(server, '`/besoins`, nobody signed in', '/besoins')[0],
                 self.page(server, 'a need, signed in', need, cookie)[0], self.page(server, '`/`, nobody signed in', '/')[0]]
        if ('Cache-Control', 'no-store') not in head:
            raise Failed('the page of somebody signed in may be cached')
        self.verdicts.add('`/besoins` signed in, saturated, a second', '≥', 20000, signed_in['rate'])
        self.verdicts.add('… p99 at a fixed 15,000/s', '≤', 10, signed_in['p99_ms'][15000], ' ms', 1)
        self.verdicts.add('… server CPU a request, saturated', '≤', 60, signed_in['cpu'], ' µs', 1)
        return '## Pages\n\n' + table(['answer', 'KiB', 'saturated, /s', 'CPU, µs'] + [f'{r:,}/s: p50 / p99 / p99.9, ms' for r in READS], rows)

    def beside(self, server, asset, page, head):
        """nginx: the same bytes under the same headers, out of files."""
        folder = os.path.join(self.load.folder, 'nginx')
        shutil.rmtree(folder, ignore_errors=True)
        os.makedirs(folder)
        browser = Browser(server.port)
        browser.get(asset)
        with open(os.path.join(folder, 'asset.css'), 'wb') as f:
            f.write(browser.body)
        with open(os.path.join(folder, 'page.html'), 'w') as f:
            f.write(page)
        safety = [h for h in head if h[0] not in ('Date', 'Content-Length', 'Content-Type', 'Connection')]
        with Nginx(folder, safety) as nginx:
            nginx.wait_up()
            return [self.page(nginx, 'the stylesheet, nginx', '/asset.css')[0],
                    self.page(nginx, 'a saved `/besoins`, nginx', '/page.html')[0]]

    # ---- writes ----

    def write(self, server, name, lines, once):
        """A row: at a fixed rate, then as many as 64 connections can. Each is on the disk when it is answered."""
        say(f'{server.name}: {name}')
        full, at, sent = [], [], 0
        for rate, runs in [(WRITES[0], at), (0, full)] * self.how['times']:
            runs.append(self.load.run(server, lines, self.how['seconds'], rate, status=303, skip=sent if once else None))
            sent += runs[-1]['sent']
        m = median_of(full)
        refused = sum(r['refused'] for r in full + at)
        return sent - refused, [name, n(m['rate']), n(m['cpu_us'], 1), latency(full), latency(at), n(median_of(at)['cpu_us'], 1),
                                n(refused)]

    def voices(self, people):
        """"Moi aussi" of everybody to whatever they may join, in any order."""
        lines = []
        for b in people:
            path = '/besoins'
            for _ in range(self.how['lists']):
                page = b.get(path)
                for action in re.findall(r'action="(/besoins/[0-9a-f-]{36}/moi-aussi)"', page):
                    lines.append('\t'.join(('POST', action, b.cookie(), f'csrf={b.key("csrf")}&once={{once}}')))
                more = re.search(r'rel="next" href="([^"]*)"', page)
                if not more:
                    break
                path = '/besoins' + html.unescape(more[1])
        random.Random(1).shuffle(lines)
        return lines

    def drafts(self, people):
        """The first step of the wizard, saved again and again in a draft of each."""
        lines = []
        for b in people:
            b.get('/besoins/nouveau')
            text = 'Je voudrais savoir avant la séance qui appeler la nuit quand la fièvre monte. ' * 8
            to = b.send('/besoins/nouveau', {'title': 'Savoir qui appeler la nuit', 'text': text}, 303)
            path = re.match(r'/besoins/nouveau/[0-9a-f-]{36}', to)[0] + '/quoi'
            b.get(path)
            fields = {'csrf': b.key('csrf'), 'title': 'Savoir qui appeler la nuit', 'text': text}
            lines.append('\t'.join(('POST', path, b.cookie(), urllib.parse.urlencode(fields) + '&once={once}')))
        return lines

    def writes(self, server, people):
        before = sync_us(server.data)
        voices, drafts = self.voices(people), self.drafts(people)
        events = events_of(server)
        sent, row = self.write(server, '"moi aussi"', voices, True)
        server.wait_quiet()
        written = events_of(server) - events
        if written < sent:
            raise Failed(f'{sent} voices were answered, {written} events are in the log')
        rows = [row, self.write(server, 'a step of a draft', drafts, False)[1]]
        after = sync_us(server.data)
        kind = filesystem(server.data)
        lost = f'{sent:,} voices answered, {written:,} events written, the log verified.'
        return (f'## Writes\n\nAnswered after fdatasync on {kind}; 4 KiB more and fdatasync there: median {n(before[0])} and '
                f'{n(after[0])} µs, 99th of 100 {n(before[1])} and {n(after[1])} µs (before and after). {lost}\n\n'
                + table(['form', f'{CONNECTIONS} connections, /s', 'CPU, µs', 'latency then: p50 / p99 / p99.9, ms',
                         f'{WRITES[0]:,}/s: p50 / p99 / p99.9, ms', 'CPU then, µs', 'refused (503)'], rows))

    # ---- memory, start, growth ----

    def start(self, program, data):
        """From exec to the first answer."""
        took = []
        say(f'{self.how["starts"]} starts')
        for _ in range(self.how['starts']):
            begin = time.perf_counter()
            with Agora(program, data) as server:
                while not is_healthy(server.port):
                    server.check()
                took.append((time.perf_counter() - begin) * 1000)
        self.verdicts.add('exec to the first answer, median', '≤', 100, statistics.median(took), ' ms')
        return (f'## Start\n\nFrom exec to 200 on `/healthz`, {len(took)} starts: median {n(statistics.median(took))} ms, '
                f'{n(min(took))} to {n(max(took))} ms.\n')

    def memory(self, server, browser, rest):
        crowd, rows = 1000, []
        line = ['\t'.join(('GET', '/besoins', browser.cookie()))]
        say(f'{crowd} connections')
        runs = self.at_rate(server, line, READS[0], connections=crowd)
        now, most = memory_mb(server.pid, 'VmRSS'), memory_mb(server.pid, 'VmHWM')
        rows = [['at rest, after start', n(rest, 1)], ['after all that stands above', n(now, 1)], ['the most it ever was', n(most, 1)]]
        self.verdicts.add('memory at rest', '≤', 40, rest, ' MB', 1)
        self.verdicts.add('memory under load, the most', '≤', 120, most, ' MB', 1)
        return ('## Memory\n\nResident, with what it shares with other programs. '
                f'{crowd:,} connections at {READS[0]:,}/s: p50 / p99 / p99.9 {latency(runs)} ms.\n\n' + table(['', 'MB'], rows))

    def growth(self, big, small, cookie, small_cookie, counts):
        """The two in turn, so that both see the same machine."""
        rows = []
        for path in ('/besoins', '/recherche?q=fatigue'):
            say(f'growth: {path}')
            costs = [(wrk(small, path, small_cookie, self.how['seconds'])[1], wrk(big, path, cookie, self.how['seconds'])[1])
                     for _ in range(self.how['times'])]
            few, many = (statistics.median(c) for c in zip(*costs))
            rows.append([f'`{path}`', n(few, 1), n(many, 1), n(many / few, 2)])
            self.verdicts.add(f'`{path}`, CPU at {counts[1]:,} to {counts[0]:,} needs', '≤', 1.5, many / few, ' ×', 2)
        return '## Growth\n\n' + table(['server CPU a request, signed in, µs', f'{counts[0]:,} needs', f'{counts[1]:,} needs', 'ratio'], rows)


def events_of(server):
    return int(re.search(r'(\d+) events', server.ask('audit', 'verify'))[1])


def is_healthy(port):
    try:
        with socket.create_connection(('127.0.0.1', port), 1) as s:
            s.sendall(b'GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n')
            return b' 200 ' in s.recv(4096)
    except OSError:
        return False


