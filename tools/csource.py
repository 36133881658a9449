"""C as the tools write and read it: literals out, tokens in."""
import glob, os, re, sys

ESCAPES = {b: f'\\{b:03o}' for b in range(256) if b < 32 or b > 126} | {
    ord('"'): '\\"', ord('\\'): '\\\\', ord('?'): '\\?', ord('\n'): '\\n', ord('\t'): '\\t'}
TOKEN = re.compile(r'''(?P<comment>/\*.*?\*/|//[^\n]*)
    | (?P<text>"(?:[^"\\\n]|\\.)*")
    | (?P<sign>'(?:[^'\\\n]|\\.)+')
    | (?P<name>[A-Za-z_]\w*)
    | (?P<number>\.?\d(?:[eEpP][+-]|[\w.])*)
    | (?P<blank>(?:\s|\\\n)+)
    | (?P<mark>->|\+\+|--|<<=|>>=|<<|>>|[<>=!+*/%&|^-]=|&&|\|\||\.\.\.|\#\#|.)''', re.S | re.X)


def c_text(s):
    """A C literal; "?" is escaped because two of them may begin a trigraph."""
    return '"' + re.sub(r'["\\?]', r'\\\g<0>', s).replace('\n', '\\n').replace('\t', '\\t') + '"'


def c_bytes(data):
    """The same for bytes of any kind. Of all forms the one that compilers read fastest."""
    lines = [data[i:i + 4096] for i in range(0, len(data), 4096)] or [b'']
    return '\n'.join('"' + line.decode('latin-1').translate(ESCAPES) + '"' for line in lines)


class Token:
    __slots__ = ('kind', 'text', 'line', 'at')

    def __init__(self, kind, text, line, at):
        self.kind, self.text, self.line, self.at = kind, text, line, at

    def __repr__(self):
        return f'{self.line}:{self.text}'


def tokens(source, without=('blank',)):
    line, out = 1, []
    for m in TOKEN.finditer(source):
        if m.lastgroup not in without:
            out.append(Token(m.lastgroup, m[0], line, m.start()))
        line += m[0].count('\n')
    return out


def code(source):
    """The source with blanks for comments, line for line."""
    return ''.join(re.sub(r'[^\n]', ' ', m[0]) if m.lastgroup == 'comment' else m[0]
                   for m in TOKEN.finditer(source))


def read(path):
    with open(path, encoding='utf-8') as f:
        return f.read()


def c_files(ends='[ch]'):
    """All our C, seen from the root of the tree, where this also goes."""
    os.chdir(os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
    return sorted(glob.glob(f'src/**/*.{ends}', recursive=True))


def is_test(path):
    return os.path.basename(path).startswith('test')


def is_made(source):
    """Written by a tool of ours and kept in the tree."""
    return source.startswith('/* Made by tools/')


def finish(bad):
    """Prints the faults, each once, and ends the program: 1 if there is one."""
    for fault in dict.fromkeys(bad):
        print(fault)
    sys.exit(bool(bad))
