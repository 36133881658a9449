// Attacks on a program of ours, on loopback: node --test tests/attack/run.mjs
// LABAGORA: the program. AGORA_LONG=1: more and longer.
// AGORA_ATTACK_PORT: the first of the ports to use.
import { describe } from 'node:test';

for (const name of ['csrf', 'enumerate', 'folder', 'idor', 'limits', 'privacy', 'session', 'xss', 'crash'])
  describe(name, async () => { await import(`./${name}.mjs`); });
