"""One happening, and all who follow the need are written to: how long the passes take, and how long the relay."""
import asyncio, os, re, threading, time
from data import ask, change
from figures import n, say, table
from harness import ROOT, Agora, Failed, free_port, is_up, wait_until

NEWS = 'SELECT EXISTS (SELECT 1 FROM delivery_news)'
DUE = 'SELECT EXISTS (SELECT 1 FROM delivery_notice WHERE mail_at > 0 AND mail_at <= ?)'
WAITING = 'SELECT count(DISTINCT persona) FROM delivery_notice WHERE mail_at > 0'


class Sink:
    """A relay on this machine: speaks SMTP, takes every mail, keeps what it must count."""
    def __init__(self):
        self.port, self.taken, self.last_at, self.wrong = free_port(), 0, 0, None
        threading.Thread(target=lambda: asyncio.run(self.serve()), daemon=True).start()
        wait_until('the relay answers', lambda: is_up(self.port), 5)

    async def serve(self):
        server = await asyncio.start_server(self.talk, '127.0.0.1', self.port)
        async with server:
            await server.serve_forever()

    async def talk(self, reader, writer):
        writer.write(b'220 bench\r\n')
        try:
            while line := await reader.readline():
                word = line[:4].upper()
                if word == b'DATA':
                    writer.write(b'354 go on\r\n')
                    self.take(await reader.readuntil(b'\r\n.\r\n'))
                writer.write(b'221 bye\r\n' if word == b'QUIT' else b'250 ok\r\n')
                if word == b'QUIT':
                    break
        except (OSError, asyncio.IncompleteReadError):
            pass
        writer.close()

    def take(self, mail):
        self.taken, self.last_at = self.taken + 1, time.monotonic()
        if b'List-Unsubscribe' not in mail or b'/arreter/' not in mail:
            self.wrong = mail[:2000]


def until_none(server, what, sql, *binds, seconds=900):
    """When there was none left, looked for ten times a second."""
    wait_until(what, lambda: server.check() or time.sleep(.1) or not ask(server.data, sql, *binds), seconds)
    return time.monotonic()


def facilitator():
    """The address of one, by the order of people in the file that makes them."""
    with open(os.path.join(ROOT, 'demo/people.txt')) as f:
        people = re.findall(r'^name: .*(?:\n\S.*)*', f.read(), re.M)
    return next(f'personne-{i + 1}@demo.invalid' for i, p in enumerate(people) if 'role: facilitator' in p)


def happens(program, data, need):
    """A facilitator takes the need up: its followers are to hear of it."""
    with Agora(program, data) as server:
        server.wait_up()
        team, path = server.sign_in(facilitator()), f'/equipe/besoins/{need["ref"]}/prendre'
        team.get(path)
        team.send(path, {'note': 'Une équipe y travaille.'}, 303)


def spread(program, data):
    """All who follow are told in the app: (s, CPU of the server in s)."""
    with Agora(program, data) as server:
        server.wait_up()
        begin = time.monotonic()
        return until_none(server, 'notices', NEWS) - begin, server.cpu_s()


def send(program, data, relay, many):
    """Digests that are due are made and handed over: (s, CPU of the server in s, s until the relay has them all)."""
    with Agora(program, data, '--smtp-url', f'smtp://127.0.0.1:{relay.port}') as server:
        server.wait_up()
        begin = time.monotonic()
        end = until_none(server, 'digests', DUE, int(time.time() * 1000))
        used = server.cpu_s()
        wait_until('mails at the relay', lambda: server.check() or time.sleep(.1) or relay.taken >= many, 900)
        return end - begin, used, relay.last_at - begin


def again(chore):
    """The chore has not run in its present period: what a restart finds that comes in the next one."""
    return 'DELETE FROM app_job WHERE name = ?', [(chore,)]


def digest(bench, program, data, made):
    """On the copy that all else was measured on; no server has it open."""
    need, no_mail = made.about['followed'], ('DELETE FROM app_mail', [()])
    say(f'a digest for {made.about["followers"]:,} followers')
    happens(program, data, need)
    change(data, again('follows.spread'), no_mail, ('UPDATE delivery_notice SET mail_at = 0', [()]))
    spread_s, spread_cpu = spread(program, data)
    many, now = ask(data, WAITING), int(time.time() * 1000)
    change(data, again('follows.digest'), no_mail, ('UPDATE delivery_notice SET mail_at = ? WHERE mail_at > 0', [(now,)]))
    say(f'{many:,} digests')
    relay = Sink()
    made_s, made_cpu, relay_s = send(program, data, relay, many)
    if many < made.about['followers'] or relay.taken != many or relay.wrong:
        raise Failed(f'{relay.taken} mails for {many} people; {relay.wrong or ""}')
    bench.verdicts.add(f'digests for {many:,} followers, the pass', '≤', 60, made_s, ' s', 1)
    rows = [['the notices in the app, one pass', n(spread_s, 1), n(many / spread_s), n(spread_cpu / many * 1e6)],
            ['the digests, sealed in the outbox, one pass', n(made_s, 1), n(many / made_s), n(made_cpu / many * 1e6)],
            ['the last one taken by the relay', n(relay_s, 1), n(many / relay_s), '—']]
    return (f'## Digest\n\n{many:,} people follow one need, with the usual rhythm; a facilitator takes it up. Monday nine '
            'o’clock is brought forward in the stopped database, then the server starts, with a relay on this machine that '
            'speaks SMTP and takes everything. Mails leave while the pass goes on, over one connection, one after the other.\n\n'
            + table(['', 's', 'a second', 'server CPU, µs each'], rows))
