#!/usr/bin/env python3
"""Single-decree Paxos as in "Paxos Made Simple", durable, with nothing but the standard library.

Read it next to the paper, top to bottom: what is written down (Store), the protocol (Node: acceptor, proposer, learner), and last the
part that speaks the wire protocol of paxos-conformance (Adapter). To judge an implementation of your own, keep that last part and let it
call yours. A line that cites P-DUR-.. is there for durability: take it away, and a scenario that kills the node or its power fails.
"""

import json
import os
import random
import select
import sys
import time
import zlib

# A ballot is a pair (n, id), and Python compares pairs as Paxos wants it: by n as a number, then by id.
NO_BALLOT = (-1, "")
MAX_N = 2**53 - 1


class Store:
    """What a node must still know after a crash: one small file, which is replaced as a whole, so that it is never half new (P-DUR-05)."""

    def __init__(self, directory):
        self.directory = directory
        self.path = os.path.join(directory, "state.json")

    def load(self):
        try:
            with open(self.path, "rb") as file:
                record, _, checksum = file.read().partition(b"\n")
        except FileNotFoundError:
            return None  # a node that has vouched for nothing yet
        self.check(record, checksum)  # P-DUR-12
        return json.loads(record)

    def check(self, record, checksum):
        """Who has lost a part of its memory must not vote as if it had none: better not to start at all."""
        if checksum != b"%08x" % zlib.crc32(record):
            sys.exit(f"{self.path} is damaged: this node no longer knows what it promised, and does not start")

    def save(self, state):
        """When this returns, the state survives kill -9 and a loss of power. If the disk refuses, the node dies here and says nothing (P-DUR-10)."""
        record = json.dumps(state).encode()
        with open(self.path + ".new", "wb") as file:
            file.write(record + b"\n%08x" % zlib.crc32(record))  # P-DUR-02
            file.flush()  # P-DUR-03: out of this process,
            os.fsync(file.fileno())  # P-DUR-03: and out of the cache of the system, onto the disk
        os.replace(self.path + ".new", self.path)  # P-DUR-05: the old state or the new one, nothing between
        self.sync_directory()  # P-DUR-11: the new name is data too, of the directory

    def wipe(self):
        if os.path.exists(self.path):
            os.remove(self.path)
        self.sync_directory()

    def sync_directory(self):
        directory = os.open(self.directory, os.O_RDONLY)
        os.fsync(directory)  # P-DUR-11
        os.close(directory)


class Node:
    """Acceptor, proposer and learner in one. What it sends leaves only once what it knows is durable: see Adapter.commit."""

    def __init__(self, me, nodes, acceptors, retry, memory, now, send, answer):
        self.me, self.nodes, self.acceptors = me, nodes, acceptors
        self.majority = len(acceptors) // 2 + 1  # P-QRM-01: of all, not of those that can be reached
        self.retry, self.now, self.send_to_peer, self.answer = retry, now, send, answer
        self.to_self = []

        # P-DUR-07: all of it is known again before the first message is read.
        memory = memory or {"promised": NO_BALLOT, "accepted": None, "decided": None}
        self.promised = tuple(memory["promised"])
        self.accepted = memory["accepted"] and (tuple(memory["accepted"][0]), memory["accepted"][1])
        self.decided = memory["decided"]

        self.ballot = None  # of the round that runs, if one does
        self.promises = {}  # acceptor -> the proposal it reported, or None
        self.value = None  # what was put to the vote in this round
        self.votes = set()
        self.highest = NO_BALLOT  # the highest ballot a refusal told of
        self.failures = 0
        self.alarm = None  # when the proposer tries again
        self.waiting = []  # (client's request, its value)

    def memory(self):
        """What must survive."""
        return {
            "promised": self.promised,  # P-DUR-01
            "accepted": self.accepted,  # P-DUR-02
            "decided": self.decided,  # P-LRN-08
        }

    # Acceptor

    def on_prepare(self, src, ballot):
        if ballot < self.promised:  # P-ACC-01
            self.refuse(src, ballot)
            return
        self.promised = ballot  # P-DUR-01
        self.send(src, type="promise", ballot=ballot, accepted=self.accepted)  # P-ACC-02: also what was never decided

    def on_accept(self, src, ballot, value):
        other = self.accepted and self.accepted[0] == ballot and self.accepted[1] != value  # P-ACC-11: some proposer is broken
        if ballot < self.promised or other:  # P-ACC-05
            self.refuse(src, ballot)
            return
        self.promised = ballot  # P-ACC-08, P-DUR-04: to accept is to promise
        self.accepted = (ballot, value)  # P-DUR-02
        self.send(src, type="accepted", ballot=ballot)

    def refuse(self, src, ballot):
        self.send(src, type="nack", ballot=ballot, promised=self.promised)

    # Proposer

    def propose(self, request, value):
        if self.decided is not None:  # P-PRO-19
            self.answer(request, type="propose_ok", **self.decided)
            return
        self.waiting.append((request, value))
        if self.alarm is None:
            self.start_round()

    def start_round(self):
        n = max(self.promised[0], self.highest[0]) + 1  # P-BAL-03, P-BAL-05: above all that was tried or heard of
        if n > MAX_N:
            self.give_up()
            return
        self.ballot, self.promises, self.value, self.votes = (n, self.me), {}, None, set()
        self.promised = self.ballot  # P-BAL-04: durable before anybody hears of it, so that no ballot is used twice
        self.alarm = self.now() + self.retry * (1 + random.random())
        for acceptor in self.acceptors:
            self.send(acceptor, type="prepare", ballot=self.ballot)

    def on_promise(self, src, ballot, accepted):
        # P-PRO-05: only promises for this very ballot. P-PRO-04: none that come late. P-PRO-07: none of strangers.
        if not self.is_vote(src, ballot) or self.value is not None:
            return
        self.promises[src] = accepted  # P-PRO-06: by acceptor, so that one counts once
        if len(self.promises) < self.majority:
            return
        reported = [proposal for proposal in self.promises.values() if proposal]
        # P-PRO-02: the reported proposal of the highest ballot binds. P-PRO-03: only without one is the choice free.
        self.value = max(reported, key=lambda proposal: proposal[0])[1] if reported else self.waiting[0][1]
        self.alarm = self.now() + self.retry * (1 + random.random())
        for acceptor in self.acceptors:
            self.send(acceptor, type="accept", ballot=self.ballot, **self.value)

    def on_accepted(self, src, ballot):
        if not self.is_vote(src, ballot) or self.value is None:  # P-PRO-09
            return
        self.votes.add(src)
        if len(self.votes) < self.majority:
            return
        value, ballot = self.value, self.ballot
        self.learn(value)  # P-PRO-10: what was accepted, not what was wished
        for node in self.nodes:
            if node != self.me:
                self.send(node, type="decide", ballot=ballot, **value)

    def is_vote(self, src, ballot):
        if self.ballot is None or src not in self.acceptors:
            return False
        if ballot > self.ballot:  # shaped like a vote, but a refusal: some acceptors say no by showing what they promised
            self.on_nack(self.ballot, ballot)
        return ballot == self.ballot

    def on_nack(self, ballot, promised):
        if ballot != self.ballot or promised is None or promised <= ballot:
            return
        self.highest = max(self.highest, promised)
        self.ballot = None
        # P-LIV-03, P-LIV-04: of random length, and longer each time, so that duelling proposers fall out of step.
        self.alarm = self.now() + self.retry * random.random() * 2 ** min(self.failures, 4)
        self.failures += 1

    def on_alarm(self):
        """P-LIV-05: whatever was lost, another round makes up for it."""
        self.start_round()
        self.hear_self()

    def give_up(self):
        """P-BAL-07: counters do not wrap. P-PRO-16: what was once put to the vote may still be chosen, so this is no 'no'."""
        self.ballot = self.alarm = None
        for request, _ in self.waiting:
            self.answer(request, type="error", code=0, text="no ballot is left: the outcome is unknown")
        self.waiting = []

    # Learner

    def learn(self, value):
        if self.decided is not None:
            if self.decided != value:  # P-LRN-07
                print(f"ALARM: {value} is told to be decided, but {self.decided} was: some node breaks the protocol", file=sys.stderr)
            return
        self.decided = value
        self.ballot = self.alarm = None
        for request, _ in self.waiting:
            self.answer(request, type="propose_ok", **value)
        self.waiting = []

    # Messages

    def on(self, src, body):
        """A message of a peer, checked, or of the node to itself: its own acceptor is asked like any other (P-PRO-12, P-NET-07)."""
        kind = body["type"]
        if kind in ("prepare", "accept"):
            if self.me in self.acceptors:  # P-QRM-04
                if kind == "prepare":
                    self.on_prepare(src, body["ballot"])
                else:
                    self.on_accept(src, body["ballot"], value_in(body))
            if self.decided is not None and src != self.me:  # P-LRN-09: who asks does not know it
                self.send(src, type="decide", **self.decided)
        elif kind == "promise":
            self.on_promise(src, body["ballot"], body.get("accepted"))
        elif kind == "accepted":
            self.on_accepted(src, body["ballot"])
        elif kind == "nack":
            self.on_nack(body["ballot"], body.get("promised"))
        elif kind == "decide":
            self.learn(value_in(body))

    def hear_self(self):
        while self.to_self:
            self.on(self.me, self.to_self.pop(0))

    def send(self, dest, **body):
        if dest == self.me:
            self.to_self.append(body)
        else:
            self.send_to_peer(dest, body)


# What follows speaks the wire protocol. To judge your own implementation, keep it and let it call yours.


class Refused(Exception):
    """A line that is not done, with its error code: 10 not supported, 11 unavailable, 12 malformed."""

    def __init__(self, code, text):
        super().__init__(text)
        self.code = code


def ballot_in(body, field="ballot"):
    ballot = body.get(field)
    if not isinstance(ballot, dict) or type(ballot.get("n")) is not int or not 0 <= ballot["n"] <= MAX_N or not isinstance(ballot.get("id"), str):
        raise Refused(12, f"/body/{field}: a ballot like {{\"n\": 5, \"id\": \"n1\"}} is expected")
    return ballot["n"], ballot["id"]


def value_in(body):
    """The value as it came: text in value, or bytes in value_base64."""
    value = {field: body[field] for field in ("value", "value_base64") if body.get(field) is not None}
    if len(value) != 1 or not all(isinstance(text, str) for text in value.values()):
        raise Refused(12, "/body/value: one of value and value_base64 is expected, as a string")
    return value


def checked(body):
    """A message of a peer with its ballots as pairs."""
    body = dict(body)
    if body["type"] != "decide":
        body["ballot"] = ballot_in(body)
    if body["type"] in ("accept", "decide"):
        value_in(body)
    if body["type"] == "nack" and body.get("promised") is not None:
        body["promised"] = ballot_in(body, "promised")
    if body["type"] == "promise" and body.get("accepted") is not None:
        body["accepted"] = (ballot_in(body["accepted"]), value_in(body["accepted"]))
    return body


def written(body):
    """The body as it goes onto the wire."""
    def ballot(pair):
        return {"n": pair[0], "id": pair[1]}

    body = dict(body)
    for field in ("ballot", "promised"):
        if field in body:
            body[field] = ballot(body[field])
    if body.get("accepted"):
        body["accepted"] = {"ballot": ballot(body["accepted"][0]), **body["accepted"][1]}
    return body


class Adapter:
    def __init__(self):
        self.me = "?"
        self.node = self.store = self.durable = None
        self.outbox = []
        self.logical = None  # the time that ticks have made, once there was one

    def now(self):
        return time.monotonic() * 1000 if self.logical is None else self.logical

    def run(self):
        """Takes all lines that have come, handles them, and lets what they lead to take effect at once: many messages, one fsync."""
        received = b""
        while True:
            ready, _, _ = select.select([0], [], [], self.patience())
            if ready:
                chunk = os.read(0, 1 << 16)
                if not chunk:
                    return  # the end of stdin is the end of the node
                *lines, received = (received + chunk).split(b"\n")
                for line in lines:
                    self.take(line)
            if self.node and self.logical is None and self.node.alarm is not None and self.node.alarm <= self.now():
                self.node.on_alarm()
            self.commit()

    def patience(self):
        if self.node is None or self.node.alarm is None or self.logical is not None:
            return None
        return max(0, self.node.alarm - self.now()) / 1000

    def commit(self):
        """Makes durable what the node knows, and only then lets anybody hear what it has to say. All of Paxos hangs on this order."""
        if self.node and self.node.memory() != self.durable:
            self.durable = self.node.memory()
            self.store.save(self.durable)  # P-DUR-01, P-DUR-02, P-DUR-06
        for line in self.outbox:
            sys.stdout.buffer.write(line)
        sys.stdout.buffer.flush()  # a line that stays in a buffer was never said
        self.outbox = []

    def take(self, line):
        src, request = "harness", None
        try:
            try:
                message = json.loads(line)
                src, body = message["src"], message["body"]
                kind = body["type"]
            except (ValueError, TypeError, KeyError, RecursionError):
                raise Refused(12, "a JSON object with src, dest and body is expected") from None
            request = (src, body.get("msg_id"))
            self.handle(request, src, kind, body)
        except Refused as refusal:
            self.answer(request or (src, None), type="error", code=refusal.code, text=str(refusal))

    def handle(self, request, src, kind, body):
        if kind == "echo":
            self.answer(request, type="echo_ok", echo=body.get("echo"))
        elif kind == "init":
            self.init(request, body)
        elif self.node is None:
            raise Refused(11, "init has to come first")
        elif body.get("slot") is not None:
            raise Refused(10, "/body/slot: this node decides one value, without slots")
        elif kind == "propose":
            self.node.propose(request, value_in(body))
            self.node.hear_self()
        elif kind == "learned":
            self.answer(request, type="learned_ok", **(self.node.decided or {"value": None}))
        elif kind == "tick":
            self.tick(request, body)
        elif kind == "reset":
            self.commit()  # what was said before still rests on what was known then
            self.store.wipe()
            self.node = self.logical = None
            self.answer(request, type="reset_ok")
        elif kind in ("prepare", "promise", "nack", "accept", "accepted", "decide"):
            if src in self.node.nodes and src != self.me:  # P-PRO-07, P-NET-06: strangers have no say
                self.node.on(src, checked(body))
                self.node.hear_self()
        elif kind != "error":
            raise Refused(10, f"/body/type: {kind} is not known here")

    def init(self, request, body):
        nodes = body.get("node_ids")
        if body.get("node_id") not in (nodes or []) or not body.get("data_dir"):
            raise Refused(12, "/body: node_id, node_ids with this node in it, and data_dir are expected")
        if body.get("quorums") is not None or (body.get("network") or {}).get("mode", "routed") != "routed":
            raise Refused(10, "/body: this node knows majorities only, and no network of its own")
        self.me = body["node_id"]
        self.store = Store(body["data_dir"])
        self.durable = self.store.load()
        retry = (body.get("timing") or {}).get("retry_ms") or 100
        acceptors = body.get("acceptors") or nodes
        self.node = Node(self.me, nodes, acceptors, retry, self.durable, self.now, self.send, self.answer)
        self.durable = self.node.memory()
        self.answer(
            request,
            type="init_ok",
            protocol=1,
            implementation={"name": "paxos.py", "version": "1.0", "language": "Python"},
            capabilities=["messages", "durable", "power-safe", "ordered", "reset", "ticks", "learned"],
            variants={"refusal": "nack"},
        )

    def tick(self, request, body):
        """From the first tick on, time is what the harness says: so that its scenarios need not wait."""
        step = body.get("ms")
        if type(step) is not int or not 0 <= step <= 3_600_000:
            raise Refused(12, "/body/ms: milliseconds from 0 to 3600000 are expected")
        self.logical = self.now()
        end = self.logical + step
        while self.node.alarm is not None and self.node.alarm <= end:
            self.logical = max(self.logical, self.node.alarm)
            self.node.on_alarm()
        self.logical = end
        self.answer(request, type="tick_ok")

    def send(self, dest, body):
        line = {"src": self.me, "dest": dest, "body": written(body)}
        self.outbox.append(json.dumps(line).encode() + b"\n")

    def answer(self, request, **body):
        src, msg_id = request
        if msg_id is not None:
            body["in_reply_to"] = msg_id
        self.send(src, body)


if __name__ == "__main__":
    Adapter().run()
