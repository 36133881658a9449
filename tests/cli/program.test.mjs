// How the programs are built: what makes a fault harder to use, and nothing that leads elsewhere.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PROGRAM, run } from '../harness/site.mjs';

const readelf = async (option, path) => (await run('readelf', ['-W', option, path])).out;

for (const path of [PROGRAM, `${PROGRAM}-helper`])
  test(`${path.split('/').pop()} is hardened`, async t => {
    const symbols = await readelf('--dyn-syms', path);
    if (/__asan_init|__ubsan_handle/.test(symbols)) return t.skip('it is built with sanitizers instead');
    const dynamic = await readelf('-d', path), segments = await readelf('-l', path), head = await readelf('-h', path);
    assert.match(head, /Type:\s+DYN/, 'no position-independent program');
    assert.match(segments, /GNU_RELRO/);
    assert.match(dynamic, /BIND_NOW|FLAGS.*NOW/);
    assert.match(segments, /GNU_STACK\s+(?:0x\w+\s+){5}RW\s/, 'the stack can be executed');
    assert.doesNotMatch(segments, /\sRWE\s/, 'a segment that can be written and executed');
    assert.doesNotMatch(dynamic, /TEXTREL|RPATH|RUNPATH/);
    assert.match(symbols, /__stack_chk_fail/);
    assert.match(symbols, /__\w+_chk/, 'no fortified call');
    assert.doesNotMatch(symbols, /\b(gets|strcpy|strcat|sprintf|system|popen|mktemp)@/);
  });

test('the server cannot send mail or run a shell: what it links says so', async t => {
  const needed = await readelf('-d', PROGRAM);
  if (/libasan/.test(needed)) return t.skip('it is built with sanitizers');
  assert.doesNotMatch(needed, /libcurl|libssl|libpython|liblua/);
});
