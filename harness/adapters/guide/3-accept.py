import json
import sys

me = None
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


def refuse(src, ballot):
    send(src, type="nack", ballot=ballot, promised={"n": promised[0], "id": promised[1]})


def on_prepare(src, ballot):
    global promised
    if pair(ballot) < promised:
        refuse(src, ballot)
        return
    promised = pair(ballot)
    send(src, type="promise", ballot=ballot, accepted=accepted)


def on_accept(src, ballot, value):
    global promised, accepted
    if pair(ballot) < promised:
        refuse(src, ballot)
        return
    promised = pair(ballot)  # to accept is to promise
    accepted = {"ballot": ballot, **value}
    send(src, type="accepted", ballot=ballot)


for line in sys.stdin:
    message = json.loads(line)
    src, body = message["src"], message["body"]
    if body["type"] == "init":
        me = body["node_id"]
        reply(message, type="init_ok", protocol=1, capabilities=["messages", "ordered"])
    elif body["type"] == "echo":
        reply(message, type="echo_ok", echo=body.get("echo"))
    elif body["type"] == "prepare":
        on_prepare(src, body["ballot"])
    elif body["type"] == "accept":
        on_accept(src, body["ballot"], value_in(body))
