#!/usr/bin/env node
// Single-decree Paxos as in "Paxos Made Simple", durable, with nothing but what Node.js brings.
//
// Read it next to the paper, top to bottom: what is written down (Store), the protocol (Paxos: acceptor, proposer, learner), and last the
// part that speaks the wire protocol of paxos-conformance (Adapter). To judge an implementation of your own, keep that last part and let it
// call yours. A line that cites P-DUR-.. is there for durability: take it away, and a scenario that kills the node or its power fails.
'use strict';

const crypto = require('crypto');
const fs = require('fs');
const path = require('path');

// A ballot is {n, id}: compared by n as a number, then by id.
const NO_BALLOT = { n: -1, id: '' };
const compare = (a, b) => a.n - b.n || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
const max = (a, b) => (compare(a, b) < 0 ? b : a);
const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

/** What a node must still know after a crash: one small file, which is replaced as a whole, so that it is never half new (P-DUR-05). */
class Store {
  constructor(directory) {
    this.directory = directory;
    this.path = path.join(directory, 'state.json');
  }

  load() {
    if (!fs.existsSync(this.path)) return null; // a node that has vouched for nothing yet
    const [record, checksum] = fs.readFileSync(this.path, 'utf8').split('\n');
    // Who has lost a part of its memory must not vote as if it had none: better not to start at all.
    if (checksum !== checksumOf(record)) throw new Error(`${this.path} is damaged: this node no longer knows what it promised`); // P-DUR-12
    return JSON.parse(record);
  }

  /** When this returns, the state survives kill -9 and a loss of power. If the disk refuses, the node dies here and says nothing (P-DUR-10). */
  save(state) {
    const record = JSON.stringify(state);
    const file = fs.openSync(this.path + '.new', 'w');
    fs.writeFileSync(file, `${record}\n${checksumOf(record)}`); // P-DUR-02
    fs.fsyncSync(file); // P-DUR-03: out of the cache of the system, onto the disk
    fs.closeSync(file);
    fs.renameSync(this.path + '.new', this.path); // P-DUR-05: the old state or the new one, nothing between
    this.syncDirectory(); // P-DUR-11: the new name is data too, of the directory
  }

  wipe() {
    fs.rmSync(this.path, { force: true });
    this.syncDirectory();
  }

  syncDirectory() {
    const directory = fs.openSync(this.directory, 'r');
    fs.fsyncSync(directory); // P-DUR-11
    fs.closeSync(directory);
  }
}

const checksumOf = (record) => crypto.createHash('sha256').update(record ?? '').digest('hex').slice(0, 8);

/** Acceptor, proposer and learner in one. What it sends leaves only once what it knows is durable: see Adapter.commit. */
class Paxos {
  constructor({ me, nodes, acceptors, retry, memory, now, send, answer }) {
    Object.assign(this, { me, nodes, acceptors, retry, now, sendToPeer: send, answer });
    this.majority = Math.floor(acceptors.length / 2) + 1; // P-QRM-01: of all, not of those that can be reached
    this.toSelf = [];

    // P-DUR-07: all of it is known again before the first message is read.
    ({ promised: this.promised, accepted: this.accepted, decided: this.decided } = memory ?? { promised: NO_BALLOT, accepted: null, decided: null });

    this.ballot = null; // of the round that runs, if one does
    this.promises = new Map(); // acceptor -> the proposal it reported, or null
    this.value = null; // what was put to the vote in this round
    this.votes = new Set();
    this.highest = NO_BALLOT; // the highest ballot a refusal told of
    this.failures = 0;
    this.alarm = null; // when the proposer tries again
    this.waiting = []; // {request, value} of clients
  }

  /** What must survive. */
  memory() {
    return {
      promised: this.promised, // P-DUR-01
      accepted: this.accepted, // P-DUR-02
      decided: this.decided, // P-LRN-08
    };
  }

  // Acceptor

  onPrepare(src, ballot) {
    if (compare(ballot, this.promised) < 0) return this.refuse(src, ballot); // P-ACC-01
    this.promised = ballot; // P-DUR-01
    this.send(src, { type: 'promise', ballot, accepted: this.accepted }); // P-ACC-02: also what was never decided
  }

  onAccept(src, ballot, value) {
    // P-ACC-11: two values in one ballot are some broken proposer's work.
    const other = this.accepted && same(this.accepted.ballot, ballot) && !same(this.accepted.value, value);
    if (compare(ballot, this.promised) < 0 || other) return this.refuse(src, ballot); // P-ACC-05
    this.promised = ballot; // P-ACC-08, P-DUR-04: to accept is to promise
    this.accepted = { ballot, value }; // P-DUR-02
    this.send(src, { type: 'accepted', ballot });
  }

  refuse(src, ballot) {
    this.send(src, { type: 'nack', ballot, promised: this.promised });
  }

  // Proposer

  propose(request, value) {
    if (this.decided) return this.answer(request, { type: 'propose_ok', ...this.decided }); // P-PRO-19
    this.waiting.push({ request, value });
    if (this.alarm === null) this.startRound();
  }

  startRound() {
    const n = Math.max(this.promised.n, this.highest.n) + 1; // P-BAL-03, P-BAL-05: above all that was tried or heard of
    if (n > Number.MAX_SAFE_INTEGER) return this.giveUp();
    [this.ballot, this.promises, this.value, this.votes] = [{ n, id: this.me }, new Map(), null, new Set()];
    this.promised = this.ballot; // P-BAL-04: durable before anybody hears of it, so that no ballot is used twice
    this.alarm = this.now() + this.retry * (1 + Math.random());
    for (const acceptor of this.acceptors) this.send(acceptor, { type: 'prepare', ballot: this.ballot });
  }

  onPromise(src, ballot, accepted) {
    // P-PRO-05: only promises for this very ballot. P-PRO-04: none that come late. P-PRO-07: none of strangers.
    if (!this.isVote(src, ballot) || this.value) return;
    this.promises.set(src, accepted); // P-PRO-06: by acceptor, so that one counts once
    if (this.promises.size < this.majority) return;
    const reported = [...this.promises.values()].filter((proposal) => proposal);
    // P-PRO-02: the reported proposal of the highest ballot binds. P-PRO-03: only without one is the choice free.
    this.value = reported.length > 0 ? reported.reduce((a, b) => (compare(a.ballot, b.ballot) < 0 ? b : a)).value : this.waiting[0].value;
    this.alarm = this.now() + this.retry * (1 + Math.random());
    for (const acceptor of this.acceptors) this.send(acceptor, { type: 'accept', ballot: this.ballot, ...this.value });
  }

  onAccepted(src, ballot) {
    if (!this.isVote(src, ballot) || !this.value) return; // P-PRO-09
    this.votes.add(src);
    if (this.votes.size < this.majority) return;
    const decide = { type: 'decide', ballot, ...this.value };
    this.learn(this.value); // P-PRO-10: what was accepted, not what was wished
    for (const node of this.nodes) if (node !== this.me) this.send(node, decide);
  }

  isVote(src, ballot) {
    if (!this.ballot || !this.acceptors.includes(src)) return false;
    // Shaped like a vote, but a refusal: some acceptors say no by showing what they promised.
    if (compare(ballot, this.ballot) > 0) this.onNack(this.ballot, ballot);
    return same(ballot, this.ballot);
  }

  onNack(ballot, promised) {
    if (!this.ballot || !same(ballot, this.ballot) || !promised || compare(promised, ballot) <= 0) return;
    this.highest = max(this.highest, promised);
    this.ballot = null;
    // P-LIV-03, P-LIV-04: of random length, and longer each time, so that duelling proposers fall out of step.
    this.alarm = this.now() + this.retry * Math.random() * 2 ** Math.min(this.failures++, 4);
  }

  /** P-LIV-05: whatever was lost, another round makes up for it. */
  onAlarm() {
    this.startRound();
    this.hearSelf();
  }

  /** P-BAL-07: counters do not wrap. P-PRO-16: what was once put to the vote may still be chosen, so this is no 'no'. */
  giveUp() {
    for (const { request } of this.waiting) this.answer(request, { type: 'error', code: 0, text: 'no ballot is left: the outcome is unknown' });
    [this.ballot, this.alarm, this.waiting] = [null, null, []];
  }

  // Learner

  learn(value) {
    if (this.decided) {
      if (!same(this.decided, value)) console.error('ALARM: two decisions, some node breaks the protocol:', this.decided, value); // P-LRN-07
      return;
    }
    this.decided = value;
    for (const { request } of this.waiting) this.answer(request, { type: 'propose_ok', ...value });
    [this.ballot, this.alarm, this.waiting] = [null, null, []];
  }

  // Messages

  /** A message of a peer, checked, or of the node to itself: its own acceptor is asked like any other (P-PRO-12, P-NET-07). */
  on(src, body) {
    switch (body.type) {
      case 'prepare':
      case 'accept':
        if (this.acceptors.includes(this.me)) { // P-QRM-04
          if (body.type === 'prepare') this.onPrepare(src, body.ballot);
          else this.onAccept(src, body.ballot, valueIn(body));
        }
        if (this.decided && src !== this.me) this.send(src, { type: 'decide', ...this.decided }); // P-LRN-09: who asks does not know it
        break;
      case 'promise': this.onPromise(src, body.ballot, body.accepted ?? null); break;
      case 'accepted': this.onAccepted(src, body.ballot); break;
      case 'nack': this.onNack(body.ballot, body.promised); break;
      case 'decide': this.learn(valueIn(body)); break;
    }
  }

  hearSelf() {
    while (this.toSelf.length > 0) this.on(this.me, this.toSelf.shift());
  }

  send(dest, body) {
    if (dest === this.me) this.toSelf.push(body);
    else this.sendToPeer(dest, body);
  }
}

// What follows speaks the wire protocol. To judge your own implementation, keep it and let it call yours.

/** A line that is not done, with its error code: 10 not supported, 11 unavailable, 12 malformed. */
class Refused extends Error {
  constructor(code, text) {
    super(text);
    this.code = code;
  }
}

function ballotIn(body, field = 'ballot') {
  const { n, id } = body[field] ?? {};
  if (!Number.isSafeInteger(n) || n < 0 || typeof id !== 'string') throw new Refused(12, `/body/${field}: a ballot like {"n": 5, "id": "n1"} is expected`);
  return { n, id };
}

/** The value as it came: text in value, or bytes in value_base64. */
function valueIn({ value, value_base64 }) {
  if (typeof value === 'string' && value_base64 == null) return { value };
  if (typeof value_base64 === 'string' && value == null) return { value_base64 };
  throw new Refused(12, '/body/value: one of value and value_base64 is expected, as a string');
}

/** A message of a peer: what it carries is complete. */
function checked(body) {
  const { type, promised, accepted } = body;
  if (type === 'decide') return { type, ...valueIn(body) };
  const message = { type, ballot: ballotIn(body) };
  if (type === 'accept') Object.assign(message, valueIn(body));
  if (type === 'nack' && promised != null) message.promised = ballotIn(body, 'promised');
  if (type === 'promise' && accepted != null) message.accepted = { ballot: ballotIn(accepted), value: valueIn(accepted) };
  return message;
}

/** The body as it goes onto the wire. */
function written(body) {
  return body.accepted ? { ...body, accepted: { ballot: body.accepted.ballot, ...body.accepted.value } } : body;
}

class Adapter {
  me = '?';
  node = null;
  store = null;
  durable = null;
  outbox = [];
  logical = null; // the time that ticks have made, once there was one
  received = Buffer.alloc(0);
  timer = null;

  now = () => this.logical ?? performance.now();

  /** Takes all lines that have come, handles them, and lets what they lead to take effect at once: many messages, one fsync. */
  hear(chunk) {
    this.received = Buffer.concat([this.received, chunk]);
    let end;
    while ((end = this.received.indexOf('\n')) >= 0) {
      this.take(this.received.subarray(0, end));
      this.received = this.received.subarray(end + 1);
    }
    this.commit();
  }

  /** Makes durable what the node knows, and only then lets anybody hear what it has to say. All of Paxos hangs on this order. */
  commit() {
    if (this.node && !same(this.node.memory(), this.durable)) {
      this.durable = this.node.memory();
      this.store.save(this.durable); // P-DUR-01, P-DUR-02, P-DUR-06
    }
    if (this.outbox.length > 0) process.stdout.write(this.outbox.join(''));
    this.outbox = [];
    this.setTimer();
  }

  setTimer() {
    clearTimeout(this.timer);
    if (!this.node || this.node.alarm === null || this.logical !== null) return;
    this.timer = setTimeout(() => {
      this.node.onAlarm();
      this.commit();
    }, Math.max(0, this.node.alarm - this.now()));
  }

  take(line) {
    let request = { src: 'harness' };
    try {
      const { src, body } = this.parse(line);
      request = { src, id: body.msg_id };
      this.handle(request, src, body);
    } catch (refusal) {
      if (!(refusal instanceof Refused)) throw refusal;
      this.answer(request, { type: 'error', code: refusal.code, text: refusal.message });
    }
  }

  parse(line) {
    let message;
    try {
      message = JSON.parse(line);
    } catch {
      message = null;
    }
    if (typeof message?.src !== 'string' || typeof message.body?.type !== 'string') throw new Refused(12, 'a JSON object with src, dest and body is expected');
    return message;
  }

  handle(request, src, body) {
    if (body.type === 'echo') return this.answer(request, { type: 'echo_ok', echo: body.echo });
    if (body.type === 'init') return this.init(request, body);
    if (!this.node) throw new Refused(11, 'init has to come first');
    if (body.slot != null) throw new Refused(10, '/body/slot: this node decides one value, without slots');
    switch (body.type) {
      case 'propose':
        this.node.propose(request, valueIn(body));
        break;
      case 'learned':
        this.answer(request, { type: 'learned_ok', ...(this.node.decided ?? { value: null }) });
        break;
      case 'tick':
        this.tick(request, body);
        break;
      case 'reset':
        this.commit(); // what was said before still rests on what was known then
        this.store.wipe();
        this.answer(request, { type: 'reset_ok' });
        [this.node, this.logical] = [null, null];
        return;
      case 'prepare': case 'promise': case 'nack': case 'accept': case 'accepted': case 'decide':
        // P-PRO-07, P-NET-06: strangers have no say.
        if (this.node.nodes.includes(src) && src !== this.me) this.node.on(src, checked(body));
        break;
      case 'error':
        break;
      default:
        throw new Refused(10, `/body/type: ${body.type} is not known here`);
    }
    this.node.hearSelf();
  }

  init(request, { node_id: me, node_ids: nodes, data_dir, acceptors, quorums, network, timing }) {
    if (!Array.isArray(nodes) || !nodes.includes(me) || !data_dir) throw new Refused(12, '/body: node_id, node_ids with this node in it, and data_dir are expected');
    if (quorums != null || (network?.mode ?? 'routed') !== 'routed') throw new Refused(10, '/body: this node knows majorities only, and no network of its own');
    this.me = me;
    this.store = new Store(data_dir);
    const memory = this.store.load();
    const { now } = this;
    this.node = new Paxos({
      me, nodes, acceptors: acceptors ?? nodes, retry: timing?.retry_ms ?? 100, memory, now,
      send: (dest, body) => this.send(dest, body), answer: (to, body) => this.answer(to, body),
    });
    this.durable = this.node.memory();
    this.answer(request, {
      type: 'init_ok',
      protocol: 1,
      implementation: { name: 'paxos.js', version: '1.0', language: 'JavaScript' },
      capabilities: ['messages', 'durable', 'power-safe', 'ordered', 'reset', 'ticks', 'learned'],
      variants: { refusal: 'nack' },
    });
  }

  /** From the first tick on, time is what the harness says: so that its scenarios need not wait. */
  tick(request, { ms }) {
    if (!Number.isSafeInteger(ms) || ms < 0 || ms > 3_600_000) throw new Refused(12, '/body/ms: milliseconds from 0 to 3600000 are expected');
    this.logical = this.now();
    const end = this.logical + ms;
    while (this.node.alarm !== null && this.node.alarm <= end) {
      this.logical = Math.max(this.logical, this.node.alarm);
      this.node.onAlarm();
    }
    this.logical = end;
    this.answer(request, { type: 'tick_ok' });
  }

  send(dest, body) {
    this.outbox.push(JSON.stringify({ src: this.me, dest, body: written(body) }) + '\n');
  }

  answer({ src, id }, body) {
    this.send(src, id == null ? body : { ...body, in_reply_to: id });
  }
}

const adapter = new Adapter();
process.stdin.on('data', (chunk) => adapter.hear(chunk));
process.stdin.on('end', () => process.exit(0)); // the end of stdin is the end of the node
