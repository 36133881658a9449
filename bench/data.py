"""The data that bench/run measures on: a demonstration of the product, many times over.

A contribution is a text that somebody wrote: a need, a solution, a message, a remark, an official answer.
Voices ("moi aussi") and people are counted apart. What the demonstration does not have is written through
the running server, as people would: two discussions of a known length, and people by the command `user add`.
Only that these people follow one need is put into the stopped database by us, as the rows the product writes."""
import glob, hashlib, json, os, re, shutil, socket, sqlite3, time, urllib.parse, uuid
from contextlib import closing
from figures import say
from harness import ROOT, Agora, Failed, command

PARTS = dict(
    needs='SELECT count(*) FROM agora_need', messages='SELECT count(*) FROM discussion_post',
    solutions='SELECT count(*) FROM solutions_solution', remarks='SELECT count(*) FROM remarks_remark',
    answers='SELECT count(*) FROM agora_answer WHERE published_at > 0')
BESIDE = dict(voices='SELECT count(*) FROM agora_support', people='SELECT count(*) FROM app_person')
SMALL = 10                                 # scale of the data that growth is seen against
NEED_PUBLISHED, NEED_QUALIFIED, AGORA_NEED = 4, 5, 101


def reading(data, name='community.db'):
    """A connection that only looks, beside the server or without it."""
    return closing(sqlite3.connect(f'file:{os.path.join(data, name)}?mode=ro', uri=True))


def ask(data, sql, *binds, name='community.db'):
    """The first value of the first row."""
    with reading(data, name) as db:
        row = db.execute(sql, binds).fetchone()
    return row and row[0]


def change(data, *statements):
    """Writes into a database that no server has open."""
    with closing(sqlite3.connect(os.path.join(data, 'community.db'))) as db:
        for sql, rows in statements:
            db.executemany(sql, rows)
        db.commit()


def counted(data):
    return {name: ask(data, sql) for name, sql in {**PARTS, **BESIDE}.items()}


def contributions(counts):
    return sum(counts[name] for name in PARTS)


def wait_indexed(server, seconds=3600):
    """Until search.db has everything, and the server nothing more to do."""
    newest = ask(server.data, 'SELECT coalesce(max(seq), 0) FROM search_doc')
    end = time.monotonic() + seconds
    while ask(server.data, 'SELECT n FROM search_mark WHERE what = 1', name='search.db') < newest:
        server.check()
        if time.monotonic() > end:
            raise Failed(f'the index is not there after {seconds} s')
        time.sleep(.1)
    took = time.monotonic() - end + seconds
    server.wait_quiet()
    return took


# ---- two discussions of a known length ----

def texts():
    """What messages of the demonstration say, but for those that a rule would hold."""
    with open(os.path.join(ROOT, 'demo/posts.txt')) as f:
        blocks = [b for b in f.read().split('\n\n') if 'held_because' not in b]
    found = [re.search(r'^text: (.*(?:\n[ \t]+\S.*)*)', b, re.M) for b in blocks]
    said = [re.sub(r'\s*\n\s+', ' ', t[1]).strip() for t in found if t]
    return [t for t in said if not re.search(r'\d|@|://|www', t)]


def write_all(load, server, lines, is_there):
    """Each line once; what was refused for want of time, again."""
    while is_there() < len(lines):
        load.run(server, lines[is_there():], 120, connections=8, status=303, skip=0)


def lines_of(people, paths, said):
    forms = [urllib.parse.urlencode({'csrf': b.key('csrf'), 'text': said[i % len(said)]}) for i, b in enumerate(people * len(said))]
    return ['\t'.join(('POST', path, people[i % len(people)].cookie(), forms[i % len(forms)] + '&once={once}'))
            for i, path in enumerate(paths)]


def discussion(load, server, people, need, length):
    """Of its messages one in three answers another."""
    told = f'SELECT count(*) FROM discussion_post WHERE about_kind = {AGORA_NEED} AND about_id = ?'
    for b in people:
        b.get('/besoins')                  # for its key
    tops, replies = length - length // 3, length // 3
    write_all(load, server, lines_of(people, [f'/discussion/besoin/{need["ref"]}'] * tops, texts()),
              lambda: ask(server.data, told + ' AND parent = 0', need['id']))
    with reading(server.data) as db:
        refs = [str(uuid.UUID(bytes=r)) for r, in db.execute(
            'SELECT ref FROM discussion_post WHERE about_kind = ? AND about_id = ? AND state = 2', (AGORA_NEED, need['id']))]
    paths = [f'/echanges/{refs[i * len(refs) // max(replies, 1)]}' for i in range(replies)]
    write_all(load, server, lines_of(people, paths, texts()), lambda: ask(server.data, told + ' AND parent > 0', need['id']))
    public = ask(server.data, 'SELECT posts FROM discussion_thread WHERE kind = ? AND object = ?', AGORA_NEED, need['id'])
    if public != length:
        raise Failed(f'{public} messages are public under a need, {length} were to be')


def quiet_needs(data, state, how_many):
    """Public ones under which nobody has said anything."""
    with reading(data) as db:
        rows = db.execute('SELECT id, ref FROM agora_need n WHERE state = ? AND NOT EXISTS (SELECT 1 FROM discussion_thread t'
                          ' WHERE t.kind = ? AND t.object = n.id) ORDER BY id DESC LIMIT ?', (state, AGORA_NEED, how_many)).fetchall()
    return [{'id': i, 'ref': str(uuid.UUID(bytes=ref))} for i, ref in rows]


# ---- people who follow ----

def tell(data, *args):
    """A command, over the socket of the running server: what labagora itself does, without starting a program."""
    frame = b''.join(a.encode() + b'\0' for a in args)
    with socket.socket(socket.AF_UNIX) as s:
        s.connect(os.path.join(data, 'control.sock'))
        s.sendall(b'A' + len(frame).to_bytes(4, 'big') + frame)
        said = b''
        while more := s.recv(65536):
            said += more
    if said[-6:] != b'x\0\0\0\x010':
        raise Failed(f'{args[0]} {args[1]}: {said!r}')


def add_people(server, many):
    for i in range(many):
        tell(server.data, 'user', 'add', '--email', f'abonne-{i + 1}@demo.invalid', '--name', f'Abonné {i + 1}')


def follow(data, need, at):
    """Everybody without a role in the team follows it, as a press of "Suivre" writes it."""
    with reading(data) as db:
        personas = [p for p, in db.execute("SELECT persona FROM app_persona WHERE name LIKE 'Abonné %'")]
    stamp_ = at.to_bytes(6, 'big')
    change(data, ('INSERT INTO delivery_follow (persona, kind, object, ref, level, at) VALUES (?, ?, ?, ?, 0, ?)',
                  [(p, AGORA_NEED, need['id'], stamp_ + b'\x70' + os.urandom(1) + b'\x80' + os.urandom(7), at) for p in personas]),
           ('DELETE FROM app_mail', [()]))     # of what was written here: no relay has taken it
    return len(personas)


# ---- made once, kept ----

def stamp(*of):
    """Changes with whatever the data are made of."""
    h = hashlib.sha256(repr(of).encode())
    for pattern in ('src/**/sql/*.sql', 'src/**/*demo*.c', 'src/engines/search/*.c', 'src/base/fold*', 'demo/*', 'bench/data.py'):
        for path in sorted(glob.glob(os.path.join(ROOT, pattern), recursive=True)):
            with open(path, 'rb') as f:
                h.update(f.read())
    return h.hexdigest()


class Made:
    """A data folder as it was made. `about`: how long that took, what it has, the needs that stand out."""
    def __init__(self, path, about):
        self.path, self.about = path, about

    def copied(self, name):
        """What is measured is written to; the next time begins from the same again."""
        path = os.path.join(os.path.dirname(self.path), name)
        shutil.rmtree(path, ignore_errors=True)
        shutil.copytree(self.path, path)
        os.sync()
        return path


def furnish(server, load, about, followers):
    """What the demonstration has not: discussions of these lengths, and people."""
    lengths = about['lengths']
    about['discussions'] = quiet_needs(server.data, NEED_PUBLISHED, len(lengths))
    people = [server.sign_in(f'personne-{i + 1}@demo.invalid') for i in range(20 if lengths else 0)]
    for length, need in zip(lengths, about['discussions']):
        say(f'writing {length:,} messages under a need')
        discussion(load, server, people, need, length)
    if followers:
        say(f'adding {followers:,} people')
    begin = time.monotonic()
    add_people(server, followers)
    about['people_s'] = time.monotonic() - begin
    wait_indexed(server)


def scale_for(small, wanted):
    """So many times the written ones: needs and messages grow with it, the rest does not."""
    counts = small.about['counts']
    grows = (counts['needs'] + counts['messages']) / SMALL
    return max(SMALL, round((wanted - contributions(counts)) / grows * 1.005) + SMALL)


def made(program, folder, load, scale, followers=0, lengths=()):
    kept = os.path.join(folder, f'scale-{scale}')
    mark, of = kept + '.json', stamp(scale, followers, lengths)
    if os.path.exists(mark):
        with open(mark) as f:
            about = json.load(f)
        if about['stamp'] == of:
            return Made(kept, about)
    shutil.rmtree(kept, ignore_errors=True)
    say(f'making {scale * 60:,} needs and what stands under them in {kept}')
    begin = time.monotonic()
    command([program, 'demo', '--scale', str(scale), '--data', kept], 7200)
    about = {'stamp': of, 'demo_s': time.monotonic() - begin, 'lengths': lengths}
    with Agora(program, kept) as server:
        server.wait_up()
        about['index_s'] = wait_indexed(server)
        furnish(server, load, about, followers)
    if followers:
        about['followed'] = quiet_needs(kept, NEED_QUALIFIED, 1)[0]
        about['followers'] = follow(kept, about['followed'], int(time.time() * 1000) - 86400000)
    about['counts'] = counted(kept)
    with open(mark, 'w') as f:
        json.dump(about, f)
    return Made(kept, about)
