"""The rows of bench/run for the loop of the product: solutions, discussions, search at full size."""
import html, re, urllib.parse
from data import AGORA_NEED, ask, contributions
from figures import n, say, table
from harness import Failed

RATES = RATE, = (1000,)                    # a second, at which the target for a page is judged


def next_of(page):
    more = re.search(r'rel="next" href="([^"]*)"', page)
    return more and html.unescape(more[1])


def pages_of(browser, path):
    """Where each page of a list stands, by its own links."""
    found = [path]
    while more := next_of(browser.get(found[-1])):
        found.append(urllib.parse.urljoin(found[-1], more))
    return found


def found(browser, words):
    """What the page of a search says: so many found, or "many"."""
    page = browser.get(search_path(words))
    said = re.sub(r'\D', '', re.search(r'<h2[^>]*>([^<]*)', page)[1].split('«')[0])
    if not said and not page.count('<li class="ag-hit"'):
        raise Failed(f'a search for {words} finds nothing')
    return f'{int(said):,} found' if said else 'many found'


def word_of(data, most):
    """The word that most of at most so many public texts have."""
    return ask(data, "SELECT word FROM search_word WHERE n <= ? AND length(word) >= 5 AND word NOT GLOB '*[^a-z]*'"
               ' ORDER BY n DESC, word LIMIT 1', most, name='search.db')


def discussions(bench, server, browser, made):
    rows, figures = [], {}
    def add(name, path, length, place):
        row, figures[length, place] = bench.page(server, name, path, browser.cookie(), RATES)
        rows.append(row)
    for length, need in zip(made.about['lengths'], made.about['discussions']):
        there = pages_of(browser, f'/discussion/besoin/{need["ref"]}')
        places = [('first', 0), ('middle', len(there) // 2), ('last', len(there) - 1)] if len(there) > 2 else [('first', 0)]
        for place, i in places:
            add(f'{length:,} messages, {place} of {len(there)} pages', there[i], length, place)
    add(f'the need that has {length:,} messages', f'/besoins/{need["ref"]}', 0, 'need')
    few, many = made.about['lengths'][0], made.about['lengths'][-1]
    long = [f for (length, _), f in figures.items() if length == many]
    bench.verdicts.add(f'a page of {many:,} messages, p99 at a fixed {RATE:,}/s', '≤', 40, max(f['p99_ms'][RATE] for f in long), ' ms', 1)
    bench.verdicts.add('… the largest of them', '≤', 60, max(f['bytes'] for f in long) / 1000, ' kB', 1)
    bench.verdicts.add(f'… CPU at {many:,} to {few:,} messages', '≤', 1.5,
                       figures[many, 'first']['cpu'] / figures[few, 'first']['cpu'], ' ×', 2)
    return rows


def rare_word(data):
    """Of the first need that somebody talks about, the word that is in fewest texts."""
    first = ask(data, 'SELECT min(object) FROM discussion_thread WHERE kind = ? AND posts > 0', AGORA_NEED)
    body = ask(data, 'SELECT body FROM search_text WHERE id = ?', first, name='search.db')
    words = sorted(set(re.findall(r'\b[a-z]{6,}\b', body)))
    return min(words, key=lambda w: ask(data, 'SELECT n FROM search_word WHERE word = ?', w, name='search.db') or 1 << 60)


def search_path(words):
    return '/recherche?' + urllib.parse.urlencode({'q': words})


def searches(bench, server, browser):
    rare, ranked, everywhere = rare_word(server.data), word_of(server.data, 200), word_of(server.data, 1 << 60)
    rows = [bench.page(server, f'search `{words}` ({found(browser, words)})', search_path(words), browser.cookie(), RATES)[0]
            for words in (rare, ranked, 'fatigue', everywhere, f'fatigue {everywhere}', 'fatigeu')]
    return rows + [bench.page(server, 'suggestions for `fat`', '/recherche/suggestions?q=fat', browser.cookie(), RATES)[0]]


def loop(bench, server, browser, made):
    rows = [bench.page(server, '`/solutions`', '/solutions', browser.cookie(), RATES)[0]]
    rows += discussions(bench, server, browser, made) + searches(bench, server, browser)
    return ('## The loop\n\nSigned in. A page of a discussion has twenty messages, each with its first five replies.\n\n'
            + table(['answer', 'KiB', 'saturated, /s', 'CPU, µs'] + [f'{r:,}/s: p50 / p99 / p99.9, ms' for r in RATES], rows))


def data_rows(bench, made):
    """What everything is measured on. The target is that there are as many as were wanted."""
    counts, about = made.about['counts'], made.about
    total = contributions(counts)
    bench.verdicts.add('contributions it is measured on', '≥', bench.how['contributions'], total)
    parts = ', '.join(f'{counts[k]:,} {k}' for k in ('needs', 'messages', 'solutions', 'remarks', 'answers'))
    say(f'{total:,} contributions')
    docs = ask(made.path, 'SELECT n FROM search_mark WHERE what = 2', name='search.db')
    return (f'## Data\n\n{total:,} contributions: {parts}. Beside them {counts["voices"]:,} voices ("moi aussi") and '
            f'{counts["people"]:,} people.\n\n'
            + table(['made once', 's', 'a second'],
                    [['the demonstration', n(about['demo_s']), n(total / about['demo_s'])],
                     [f'its search index, {docs:,} texts', n(about['index_s']), n(docs / max(about['index_s'], .1))],
                     [f'{about.get("followers", 0):,} people, by `user add`', n(about['people_s']),
                      n(about.get('followers', 0) / max(about['people_s'], .1))]]))
