// A mail server on a loopback port, with moods: what it answers next can be said beforehand.
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { setTimeout as pause } from 'node:timers/promises';

export class Relay {
  constructor({ tls = false } = {}) {
    this.tls = tls;
    this.mails = [];       // { raw, from, to, parsed… }
    this.refusals = [];    // codes of the next mails; 0 or none left: taken
    this.attempts = 0;
  }

  get url() { return `smtp://127.0.0.1:${this.port}`; }

  async start(port = 0) {
    this.server = new SMTPServer({
      authOptional: true, logger: false, closeTimeout: 200, disabledCommands: this.tls ? ['AUTH'] : ['AUTH', 'STARTTLS'],
      onData: (stream, session, done) => {
        const parts = [];
        stream.on('data', d => parts.push(d));
        stream.on('end', () => this.take(Buffer.concat(parts), session, done));
      },
    });
    this.server.on('error', () => {});       // a client that breaks off is none of our errors
    await new Promise((up, fail) => {
      this.server.once('error', fail);
      this.server.listen(port, '127.0.0.1', up);
    });
    this.port = this.server.server.address().port;
    return this;
  }

  async take(raw, session, done) {
    this.attempts++;
    const code = this.refusals.shift() ?? 0;
    if (code) return done(Object.assign(new Error(code < 500 ? 'later, please' : 'no such mailbox'), { responseCode: code }));
    const mail = await simpleParser(raw);
    const { mailFrom, rcptTo } = session.envelope;
    this.mails.push({ ...mail, raw: raw.toString('latin1'), envelopeFrom: mailFrom.address,
      envelopeTo: rcptTo.map(to => to.address), secure: session.secure, at: Date.now() });
    done();
  }

  // The next mail to somebody; undefined when none comes in time.
  async next(to, { limit = 10_000 } = {}) {
    for (const until = Date.now() + limit; Date.now() < until; await pause(20)) {
      const i = this.mails.findIndex(m => m.envelopeTo.includes(to));
      if (i >= 0) return this.mails.splice(i, 1)[0];
    }
    return undefined;
  }

  async until(condition, limit = 10_000) {
    for (const until = Date.now() + limit; Date.now() < until; await pause(20)) if (await condition()) return true;
    return false;
  }

  stop() { return new Promise(done => this.server.close(done)); }
}
