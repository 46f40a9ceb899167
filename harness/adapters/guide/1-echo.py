import json
import sys


def reply(request, **body):
    body["in_reply_to"] = request["body"]["msg_id"]
    line = {"src": request["dest"], "dest": request["src"], "body": body}
    print(json.dumps(line), flush=True)


for line in sys.stdin:
    message = json.loads(line)
    body = message["body"]
    if body["type"] == "init":
        reply(message, type="init_ok", protocol=1, capabilities=["messages", "ordered"])
    elif body["type"] == "echo":
        reply(message, type="echo_ok", echo=body.get("echo"))
