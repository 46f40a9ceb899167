import json
import os
import random
import select
import sys
import time

me = None
nodes = []
data_dir = None
promised = (-1, "")  # below every ballot
accepted = None  # {"ballot": …, "value": …}, as it goes onto the wire


def send(dest, **body):
    if dest == me:
        on_peer(me, body)
        return
    print(json.dumps({"src": me, "dest": dest, "body": body}), flush=True)


def reply(request, **body):
    send(request["src"], in_reply_to=request["body"]["msg_id"], **body)


def value_in(body):
    """Text in value, or bytes in value_base64: whichever came, as it came."""
    return {field: body[field] for field in ("value", "value_base64") if body.get(field) is not None}


def pair(ballot):
    return ballot["n"], ballot["id"]


def save():
    """When this returns, what we are about to vouch for survives a loss of power."""
    with open(data_dir + "/state.new", "w") as file:
        json.dump([promised, accepted], file)
        file.flush()
        os.fsync(file.fileno())  # the content …
    os.replace(data_dir + "/state.new", data_dir + "/state")
    directory = os.open(data_dir, os.O_RDONLY)
    os.fsync(directory)  # … and the name
    os.close(directory)


def load():
    global promised, accepted
    if os.path.exists(data_dir + "/state"):
        with open(data_dir + "/state") as file:
            promised, accepted = json.load(file)
        promised = tuple(promised)


def refuse(src, ballot):
    send(src, type="nack", ballot=ballot, promised={"n": promised[0], "id": promised[1]})


def on_prepare(src, ballot):
    global promised
    if pair(ballot) < promised:
        refuse(src, ballot)
        return
    promised = pair(ballot)
    save()
    send(src, type="promise", ballot=ballot, accepted=accepted)


def on_accept(src, ballot, value):
    global promised, accepted
    if pair(ballot) < promised:
        refuse(src, ballot)
        return
    promised = pair(ballot)  # to accept is to promise
    accepted = {"ballot": ballot, **value}
    save()
    send(src, type="accepted", ballot=ballot)


ballot = None  # of our round
promises = {}  # who promised -> what they reported
value = None  # what we put to the vote
votes = set()
waiting = []  # clients' requests
decided = None
highest = 0  # the highest counter that a refusal told of
retry = 0.1  # seconds
alarm = None  # when we try again


def propose(request):
    if decided is not None:
        reply(request, type="propose_ok", **decided)
        return
    waiting.append(request)
    if alarm is None:
        start_round()


def start_round():
    global ballot, promises, value, votes, alarm
    n = max(promised[0], highest, 0) + 1
    if n >= 2**53:
        return  # no ballot is left
    ballot, promises, value, votes = {"n": n, "id": me}, {}, None, set()
    alarm = time.monotonic() + retry * (1 + random.random())
    to_all(type="prepare", ballot=ballot)


def on_promise(src, told, reported):
    global value
    if told != ballot or value is not None:
        return
    promises[src] = reported
    if len(promises) <= len(nodes) // 2:
        return
    reports = [report for report in promises.values() if report]
    # Who reports a proposal binds us, the highest ballot first. Only where nobody does, the choice is ours.
    bound = max(reports, key=lambda report: pair(report["ballot"])) if reports else waiting[0]["body"]
    value = value_in(bound)
    to_all(type="accept", ballot=ballot, **value)


def on_accepted(src, told):
    if told != ballot or value is None or decided is not None:
        return
    votes.add(src)
    if len(votes) > len(nodes) // 2:
        to_all(type="decide", ballot=ballot, **value)


def on_nack(told, in_the_way):
    """Somebody promised a higher ballot: we give way for a while, of random length, and then go above it."""
    global ballot, highest, alarm
    if told == ballot and in_the_way and decided is None:
        highest = max(highest, in_the_way["n"])
        ballot = None
        alarm = time.monotonic() + retry * random.random() * 4


def on_decide(told):
    global decided, alarm
    if decided is None:
        decided, alarm = told, None
        for request in waiting:
            reply(request, type="propose_ok", **decided)


def to_all(**body):
    """To every node, this one included: its own acceptor is asked like the others, but not over the wire."""
    for node in nodes:
        if node != me:
            send(node, **body)
    on_peer(me, body)


def on_peer(src, body):
    kind = body["type"]
    if kind == "prepare":
        on_prepare(src, body["ballot"])
    elif kind == "accept":
        on_accept(src, body["ballot"], value_in(body))
    elif kind == "promise":
        on_promise(src, body["ballot"], body.get("accepted"))
    elif kind == "accepted":
        on_accepted(src, body["ballot"])
    elif kind == "nack":
        on_nack(body["ballot"], body.get("promised"))
    elif kind == "decide":
        on_decide(value_in(body))


def take(line):
    global me, nodes, data_dir, retry
    message = json.loads(line)
    src, body = message["src"], message["body"]
    if body["type"] == "init":
        me, nodes, data_dir = body["node_id"], body["node_ids"], body["data_dir"]
        retry = (body.get("timing") or {}).get("retry_ms", 100) / 1000
        load()
        reply(message, type="init_ok", protocol=1, capabilities=["messages", "ordered", "durable", "power-safe", "learned"])
    elif body["type"] == "echo":
        reply(message, type="echo_ok", echo=body.get("echo"))
    elif body["type"] == "propose":
        propose(message)
    elif body["type"] == "learned":
        reply(message, type="learned_ok", **(decided or {"value": None}))
    elif src in nodes and src != me:
        on_peer(src, body)
        if decided is not None and body["type"] in ("prepare", "accept"):
            send(src, type="decide", **decided)  # who asks does not know it


received = b""
while True:
    patience = None if alarm is None else max(0, alarm - time.monotonic())
    if select.select([0], [], [], patience)[0]:
        chunk = os.read(0, 1 << 16)
        if not chunk:
            break
        *lines, received = (received + chunk).split(b"\n")
        for line in lines:
            take(line)
    elif alarm is not None:
        start_round()
