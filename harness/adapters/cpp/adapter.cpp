// The part that speaks the wire protocol of paxos-conformance. To judge your own implementation, keep it and let it call yours.
#include <poll.h>

#include <chrono>
#include <cmath>
#include <memory>

#include "paxos.hpp"

namespace {

using Fields = std::map<std::string, Json>;

// A line that is not done, with its error code: 10 not supported, 11 unavailable, 12 malformed.
struct Refused : std::runtime_error {
    int code;
    Refused(int code, const std::string& text) : std::runtime_error(text), code(code) {}
};

Json written(const Ballot& ballot) { return Fields{{"n", ballot.n}, {"id", ballot.id}}; }

Json written(const Proposal& proposal) { return Fields{{"ballot", written(proposal.ballot)}, {proposal.value.field, proposal.value.text}}; }

Ballot ballotIn(const Json& body, const std::string& field) {
    auto& ballot = body[field];
    if (ballot["n"].kind != Json::Integer || ballot["n"].integer < 0 || ballot["n"].integer > maxN || ballot["id"].kind != Json::String)
        throw Refused(12, "/body/" + field + ": a ballot like {\"n\": 5, \"id\": \"n1\"} is expected");
    return {ballot["n"].integer, ballot["id"].text};
}

// The value as it came: text in value, or bytes in value_base64.
Value valueIn(const Json& body) {
    auto &text = body["value"], &base64 = body["value_base64"];
    if (text.kind == Json::String && base64.kind == Json::Null) return {"value", text.text};
    if (base64.kind == Json::String && text.kind == Json::Null) return {"value_base64", base64.text};
    throw Refused(12, "/body/value: one of value and value_base64 is expected, as a string");
}

std::optional<Proposal> proposalIn(const Json& json) {
    if (json.kind == Json::Null) return {};
    return Proposal{ballotIn(json, "ballot"), valueIn(json)};
}

Message messageIn(const Json& body) {
    Message message{body["type"].text, {}, {}, {}, {}};
    if (message.type != "decide") message.ballot = ballotIn(body, "ballot");
    if (message.type == "accept" || message.type == "decide") message.value = valueIn(body);
    if (message.type == "promise") message.accepted = proposalIn(body["accepted"]);
    if (message.type == "nack" && body["promised"].kind != Json::Null) message.promised = ballotIn(body, "promised");
    return message;
}

Json written(const Message& message) {
    Fields body{{"type", message.type}};
    if (message.ballot.n >= 0) body["ballot"] = written(message.ballot);
    if (message.value) body[message.value->field] = message.value->text;
    if (message.promised) body["promised"] = written(*message.promised);
    if (message.accepted) body["accepted"] = written(*message.accepted);
    return body;
}

std::vector<std::string> strings(const Json& json) {
    std::vector<std::string> all;
    for (auto& item : json.items) all.push_back(item.text);
    return all;
}

class Adapter : public World {
public:
    // Takes all lines that have come, handles them, and lets what they lead to take effect at once: many messages, one fsync.
    void run() {
        std::string received;
        for (std::vector<char> chunk(1 << 16);;) {
            pollfd input{STDIN_FILENO, POLLIN, 0};
            if (poll(&input, 1, patience()) > 0) {
                auto count = read(STDIN_FILENO, chunk.data(), chunk.size());
                if (count <= 0) return;  // the end of stdin is the end of the node
                received.append(chunk.data(), count);
                size_t begin = 0;
                for (size_t end; (end = received.find('\n', begin)) != std::string::npos; begin = end + 1) take(received.substr(begin, end - begin));
                received.erase(0, begin);
            }
            if (isDue() && *node->alarm <= now()) node->onAlarm();
            commit();
        }
    }

    double now() const override {
        return logical ? *logical : std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now().time_since_epoch()).count();
    }

    void send(const std::string& dest, const Message& message) override { say(dest, written(message)); }

    void decided(const Request& to, const Value& value) override { answer(to, Fields{{"type", "propose_ok"}, {value.field, value.text}}); }

    void failed(const Request& to, int code, const std::string& text) override {
        answer(to, Fields{{"type", "error"}, {"code", code}, {"text", text}});
    }

private:
    std::string me = "?";
    std::unique_ptr<Store> store;
    std::unique_ptr<Paxos> node;
    Memory durable;
    std::string outbox;
    std::optional<double> logical;  // the time that ticks have made, once there was one

    bool isDue() const { return node && node->alarm && !logical; }

    int patience() const { return isDue() ? std::max(0, static_cast<int>(std::ceil(*node->alarm - now()))) : -1; }

    // Makes durable what the node knows, and only then lets anybody hear what it has to say. All of Paxos hangs on this order.
    void commit() {
        if (node && !(node->memory == durable)) {
            durable = node->memory;
            store->save(durable);  // P-DUR-01, P-DUR-02, P-DUR-06
        }
        // A line that stays in a buffer was never said.
        for (size_t done = 0; done < outbox.size();) {
            auto count = write(STDOUT_FILENO, outbox.data() + done, outbox.size() - done);
            if (count < 0) throw std::system_error(errno, std::generic_category(), "write");
            done += count;
        }
        outbox.clear();
    }

    void take(const std::string& line) {
        Request request{"harness", {}};
        try {
            Json message;
            try {
                message = Json::parse(line);
            } catch (const std::invalid_argument& e) {
                throw Refused(12, e.what());
            }
            auto &src = message["src"], &body = message["body"];
            if (src.kind != Json::String || body["type"].kind != Json::String) throw Refused(12, "an object with src, dest and body is expected");
            request = {src.text, body["msg_id"]};
            handle(request, body);
        } catch (const Refused& refused) {
            failed(request, refused.code, refused.what());
        }
        if (node) node->hearSelf();
    }

    void handle(const Request& request, const Json& body) {
        auto& type = body["type"].text;
        if (type == "echo") return answer(request, Fields{{"type", "echo_ok"}, {"echo", body["echo"]}});
        if (type == "init") return init(request, body);
        if (!node) throw Refused(11, "init has to come first");
        if (body["slot"].kind != Json::Null) throw Refused(10, "/body/slot: this node decides one value, without slots");
        static const std::set<std::string> peers{"prepare", "promise", "nack", "accept", "accepted", "decide"};
        if (type == "propose") {
            node->propose(request, valueIn(body));
        } else if (type == "learned") {
            auto& decided = node->memory.decided;
            answer(request, decided ? Fields{{"type", "learned_ok"}, {decided->field, decided->text}} : Fields{{"type", "learned_ok"}});
        } else if (type == "tick") {
            tick(request, body["ms"]);
        } else if (type == "reset") {
            commit();  // what was said before still rests on what was known then
            store->wipe();
            node.reset();
            logical.reset();
            answer(request, Fields{{"type", "reset_ok"}});
        } else if (peers.count(type) > 0) {
            // P-PRO-07, P-NET-06: strangers have no say.
            bool known = std::find(node->nodes.begin(), node->nodes.end(), request.src) != node->nodes.end();
            if (known && request.src != me) node->on(request.src, messageIn(body));
        } else if (type != "error") {
            throw Refused(10, "/body/type: " + type + " is not known here");
        }
    }

    void init(const Request& request, const Json& body) {
        auto nodes = strings(body["node_ids"]);
        if (std::find(nodes.begin(), nodes.end(), body["node_id"].text) == nodes.end() || body["data_dir"].kind != Json::String)
            throw Refused(12, "/body: node_id, node_ids with this node in it, and data_dir are expected");
        auto& mode = body["network"]["mode"];
        if (body["quorums"].kind != Json::Null || (mode.kind != Json::Null && mode.text != "routed"))
            throw Refused(10, "/body: this node knows majorities only, and no network of its own");
        me = body["node_id"].text;
        store = std::make_unique<Store>(body["data_dir"].text);
        durable = store->load();
        auto& retry = body["timing"]["retry_ms"];
        auto acceptors = body["acceptors"].kind == Json::Array ? strings(body["acceptors"]) : nodes;
        node = std::make_unique<Paxos>(me, nodes, acceptors, retry.kind == Json::Integer ? retry.integer : 100, durable, *this);
        answer(request, Fields{
            {"type", "init_ok"},
            {"protocol", 1},
            {"implementation", Fields{{"name", "paxos.cpp"}, {"version", "1.0"}, {"language", "C++"}}},
            {"capabilities", std::vector<Json>{"messages", "durable", "power-safe", "ordered", "reset", "ticks", "learned"}},
            {"variants", Fields{{"refusal", "nack"}}},
        });
    }

    // From the first tick on, time is what the harness says: so that its scenarios need not wait.
    void tick(const Request& request, const Json& ms) {
        if (ms.kind != Json::Integer || ms.integer < 0 || ms.integer > 3'600'000) throw Refused(12, "/body/ms: milliseconds from 0 to 3600000 are expected");
        logical = now();
        auto end = *logical + static_cast<double>(ms.integer);
        while (node->alarm && *node->alarm <= end) {
            logical = std::max(*logical, *node->alarm);
            node->onAlarm();
        }
        logical = end;
        answer(request, Fields{{"type", "tick_ok"}});
    }

    void answer(const Request& to, Fields body) {
        if (to.id.kind != Json::Null) body["in_reply_to"] = to.id;
        say(to.src, body);
    }

    void say(const std::string& dest, const Json& body) { outbox += Json(Fields{{"src", me}, {"dest", dest}, {"body", body}}).write() + "\n"; }
};

}  // namespace

std::string written(const Memory& memory) {
    Fields state;
    state["promised"] = written(memory.promised);  // P-DUR-01
    if (memory.accepted) state["accepted"] = written(*memory.accepted);  // P-DUR-02
    if (memory.decided) state["decided"] = Fields{{memory.decided->field, memory.decided->text}};  // P-LRN-08
    return Json(state).write();
}

Memory memoryIn(const std::string& record) {
    auto state = Json::parse(record);
    auto& promised = state["promised"];
    Memory memory{{promised["n"].integer, promised["id"].text}, proposalIn(state["accepted"]), {}};
    if (state["decided"].kind != Json::Null) memory.decided = valueIn(state["decided"]);
    return memory;
}

int main() {
    try {
        Adapter().run();
    } catch (const std::exception& e) {
        std::cerr << e.what() << std::endl;
        return 1;
    }
}
