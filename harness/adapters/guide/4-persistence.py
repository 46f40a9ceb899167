import json
import os
import sys

me = None
data_dir = None
promised = (-1, "")  # below every ballot
accepted = None  # {"ballot": …, "value": …}, as it goes onto the wire


def send(dest, **body):
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


for line in sys.stdin:
    message = json.loads(line)
    src, body = message["src"], message["body"]
    if body["type"] == "init":
        me, data_dir = body["node_id"], body["data_dir"]
        load()
        reply(message, type="init_ok", protocol=1, capabilities=["messages", "ordered", "durable", "power-safe"])
    elif body["type"] == "echo":
        reply(message, type="echo_ok", echo=body.get("echo"))
    elif body["type"] == "prepare":
        on_prepare(src, body["ballot"])
    elif body["type"] == "accept":
        on_accept(src, body["ballot"], value_in(body))
