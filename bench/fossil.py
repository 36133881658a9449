"""Fossil's forum with the same texts, on the same machine, in the same run."""
import hashlib, os, re, shutil, time
from data import AGORA_NEED, reading, stamp
from figures import latency, say, table
from harness import Failed, Process, command, free_port
from loop import rare_word, search_path

BEARS = 8                                  # connections: it forks for each, and its queue is short


def fossil(folder, *args, seconds=3600):
    return command(['fossil', *args], seconds, env={**os.environ, 'HOME': folder, 'USER': 'bench'})


def coded(text):
    for plain, code in (('\\', '\\\\'), (' ', '\\s'), ('\n', '\\n')):
        text = text.replace(plain, code)
    return text


class Decks:
    """Messages as the artifacts of a forum, a file each."""
    def __init__(self, folder):
        self.folder, self.len = folder, 0

    def put(self, at, name, text, title=None, root=None, to=None):
        text = text.encode()
        cards = [('D', f'{time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(at // 1000))}.{at % 1000:03d}'), ('G', root),
                 ('H', title and coded(title)), ('I', to), ('N', 'text/plain'), ('U', coded(name or '-')), ('W', len(text))]
        cards = [f'{letter} {value}' for letter, value in cards if value is not None]
        deck = '\n'.join(cards).encode() + b'\n' + text + b'\n'
        deck += b'Z ' + hashlib.md5(deck).hexdigest().encode() + b'\n'
        with open(os.path.join(self.folder, str(self.len)), 'wb') as f:
            f.write(deck)
        self.len += 1
        return hashlib.sha3_256(deck).hexdigest()

    def thread(self, db, need):
        """A need with what was said under it: the hash of its first message."""
        title, text, at, name = db.execute('SELECT title, text, created_at, (SELECT name FROM app_persona a WHERE a.persona ='
                                           ' n.persona) FROM agora_need n WHERE id = ?', (need,)).fetchone()
        root = self.put(at, name, text, title=title)
        put = {0: root}
        for i, to, text, at, name in db.execute(
                'SELECT id, answers, text, at, (SELECT name FROM app_persona a WHERE a.persona = p.persona) FROM discussion_post p'
                ' WHERE about_kind = ? AND about_id = ? AND state = 2 ORDER BY at, id', (AGORA_NEED, need)):
            put[i] = self.put(at, name, text, root=root, to=put.get(to, root))
        return root


def forum_of(made, folder, wanted):
    """A repository with the known discussions, then whatever else was said, up to so many messages. Its path and those roots."""
    kept, of = os.path.join(folder, 'fossil'), stamp(made.about['stamp'], wanted)
    mark = os.path.join(kept, 'stamp')
    if os.path.exists(mark):
        with open(mark) as f:
            was, count, *roots = f.read().split()
        if was == of:
            return os.path.join(kept, 'forum.fossil'), int(count), roots
    shutil.rmtree(kept, ignore_errors=True)
    os.makedirs(os.path.join(kept, 'decks'))
    say(f'making a forum of {wanted:,} messages for Fossil')
    decks = Decks(os.path.join(kept, 'decks'))
    with reading(made.path) as db:
        known = [need['id'] for need in made.about['discussions']]
        roots = [decks.thread(db, need) for need in known]
        for need, in db.execute('SELECT object FROM discussion_thread WHERE kind = ? AND posts > 0 ORDER BY object', (AGORA_NEED,)):
            if decks.len >= wanted:
                break
            if need not in known:
                decks.thread(db, need)
    path = os.path.join(kept, 'forum.fossil')
    fossil(kept, 'reconstruct', path, decks.folder)
    shutil.rmtree(decks.folder)
    fossil(kept, 'user', 'capabilities', 'nobody', 'ghjorz2', '-R', path)
    fossil(kept, 'fts-config', 'index', 'on', '-R', path)
    fossil(kept, 'fts-config', 'enable', 'f', '-R', path)
    fossil(kept, 'settings', 'backoffice-disable', '1', '-R', path)
    with open(mark, 'w') as f:
        f.write(' '.join([of, str(decks.len), *roots]))
    return path, decks.len, roots


class Fossil(Process):
    keeps, connections, least_s, forgiven = False, BEARS, 6, .01

    def __init__(self, path):
        if not shutil.which('fossil'):
            raise Failed('fossil is not here: apt-get install fossil')
        port = free_port()
        super().__init__('fossil', ['fossil', 'server', path, '--port', str(port), '--localhost'], port, path + '.log')


def pair(bench, server, ours, name, theirs):
    """Theirs at half of what it bears; ours as it stands in the other tables."""
    row, figures = bench.page(server, f'{name}, Fossil', theirs, rates=())
    rate = max(1, round(figures['rate'] / 2))
    runs = bench.at_rate(server, ['\t'.join(('GET', theirs))], rate)
    mine, judged = bench.seen['labagora', ours]
    return [row + [f'{rate:,}', latency(runs)], [f'{name}, ours'] + mine[1:4] + [f'{min(judged["p99_ms"]):,}', mine[4]]]


def beside_fossil(bench, ours, made, folder):
    path, count, roots = forum_of(made, folder, bench.how['fossil'])
    rare = rare_word(ours.data)
    version = re.search(r'version (\S+)', fossil(folder, 'version'))[1]
    known = list(zip(made.about['lengths'], made.about['discussions'], roots))
    with Fossil(path) as server:
        server.wait_up()
        rows = []
        for length, need, root in known:
            rows += pair(bench, server, f'/discussion/besoin/{need["ref"]}', f'{length:,} messages', f'/forumpost/{root}')
        for word in (rare, 'fatigue'):
            rows += pair(bench, server, search_path(word), f'search `{word}`', f'/search?y=f&s={word}')
        rows = pair(bench, server, '/besoins', 'the list', '/forum?n=20') + rows
        errors = server.errors
    return (f'## Fossil’s forum\n\nFossil {version}, `fossil server`, {count:,} messages of ours (needs and what was said under '
            f'them) in one repository; ours has all of its data. Nobody signed in, forum and search open to all, full-text index '
            'of the forum on, no background work; the texts are plain. It forks for each request and keeps no connection: '
            f'{BEARS} at a time, each a new one; its latency includes that. It shows a discussion whole, on one page. '
            f'{errors} of its answers were errors.\n\n'
            + table(['answer', 'KiB', 'saturated, /s', 'CPU, µs', 'a second', 'then: p50 / p99 / p99.9, ms'], rows))
