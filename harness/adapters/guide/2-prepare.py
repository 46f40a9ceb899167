import json
import sys

me = None
promised = (-1, "")  # below every ballot


def send(dest, **body):
    print(json.dumps({"src": me, "dest": dest, "body": body}), flush=True)


def reply(request, **body):
    send(request["src"], in_reply_to=request["body"]["msg_id"], **body)


def pair(ballot):
    return ballot["n"], ballot["id"]


def on_prepare(src, ballot):
    global promised
    if pair(ballot) < promised:
        send(src, type="nack", ballot=ballot, promised={"n": promised[0], "id": promised[1]})
        return
    promised = pair(ballot)
    send(src, type="promise", ballot=ballot, accepted=None)


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
