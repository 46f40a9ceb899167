// Single-decree Paxos as in "Paxos Made Simple", durable, with nothing but the standard library and POSIX.
//
// Read it next to the paper, top to bottom: what is written down (Store) and the protocol (Paxos: acceptor, proposer, learner). The part that
// speaks the wire protocol of paxos-conformance is adapter.cpp: to judge an implementation of your own, keep that and let it call yours. A
// line that cites P-DUR-.. is there for durability: take it away, and a scenario that kills the node or its power fails.
#pragma once

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <deque>
#include <fstream>
#include <functional>
#include <iostream>
#include <iterator>
#include <map>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <system_error>
#include <tuple>
#include <vector>

#include "json.hpp"

// Compared by n as a number, then by the id of the proposer that owns it.
struct Ballot {
    int64_t n = -1;
    std::string id;

    bool operator<(const Ballot& other) const { return std::tie(n, id) < std::tie(other.n, other.id); }
    bool operator==(const Ballot& other) const { return n == other.n && id == other.id; }
};

constexpr int64_t maxN = (int64_t{1} << 53) - 1;

// Opaque: text, or bytes in base64, as it came.
struct Value {
    std::string field;  // value or value_base64
    std::string text;

    bool operator==(const Value& other) const { return field == other.field && text == other.text; }
};

// A value that was put to the vote in a ballot.
struct Proposal {
    Ballot ballot;
    Value value;

    bool operator==(const Proposal& other) const { return ballot == other.ballot && value == other.value; }
};

// What must survive.
struct Memory {
    Ballot promised;
    std::optional<Proposal> accepted;
    std::optional<Value> decided;

    bool operator==(const Memory& other) const { return promised == other.promised && accepted == other.accepted && decided == other.decided; }
};

std::string written(const Memory& memory);
Memory memoryIn(const std::string& record);

// Keeps what a node must still know after a crash: one small file, which is replaced as a whole, so that it is never half new (P-DUR-05).
class Store {
public:
    explicit Store(std::string directory) : directory(directory), path(directory + "/state.json") {}

    Memory load() const {
        if (access(path.c_str(), F_OK) != 0) return {};  // a node that has vouched for nothing yet
        std::ifstream file(path, std::ios::binary);
        std::string data{std::istreambuf_iterator<char>(file), {}};
        auto end = std::min(data.find('\n'), data.size());
        auto record = data.substr(0, end);
        // Who has lost a part of its memory must not vote as if it had none: better not to start at all.
        if (data != sealed(record)) throw std::runtime_error(path + " is damaged: this node no longer knows what it promised");  // P-DUR-12
        return memoryIn(record);
    }

    // When this returns, the state survives kill -9 and a loss of power. If the disk refuses, the node dies here and says nothing (P-DUR-10).
    void save(const Memory& memory) const {
        auto data = sealed(written(memory));
        auto fresh = path + ".new";
        int file = check(open(fresh.c_str(), O_CREAT | O_WRONLY | O_TRUNC, 0644), "open");
        writeAll(file, data);                                   // P-DUR-02
        check(fsync(file), "fsync");                            // P-DUR-03: out of the cache of the system, onto the disk
        close(file);
        check(std::rename(fresh.c_str(), path.c_str()), "rename");  // P-DUR-05: the old state or the new one, nothing between
        syncDirectory();                                        // P-DUR-11: the new name is data too, of the directory
    }

    void wipe() const {
        if (unlink(path.c_str()) != 0 && errno != ENOENT) check(-1, "unlink");
        syncDirectory();
    }

private:
    std::string directory, path;

    static int check(int result, const char* call) {
        if (result < 0) throw std::system_error(errno, std::generic_category(), call);
        return result;
    }

    static void writeAll(int file, const std::string& data) {
        for (size_t done = 0; done < data.size();) done += check(static_cast<int>(write(file, data.data() + done, data.size() - done)), "write");
    }

    void syncDirectory() const {
        int opened = check(open(directory.c_str(), O_RDONLY), "open");
        check(fsync(opened), "fsync");  // P-DUR-11
        close(opened);
    }

    // FNV-1a: it is damage that is to be found out, not malice.
    static std::string sealed(const std::string& record) {
        uint32_t sum = 2166136261;
        for (unsigned char c : record) sum = (sum ^ c) * 16777619;
        char text[10];
        std::snprintf(text, sizeof text, "\n%08x", sum);
        return record + text;
    }
};

// Where an answer goes back to.
struct Request {
    std::string src;
    Json id;
};

struct Message {
    std::string type;
    Ballot ballot;
    std::optional<Value> value;
    std::optional<Proposal> accepted;
    std::optional<Ballot> promised;
};

// What the node has to say, to peers and to clients; and what time it is, in milliseconds.
struct World {
    virtual ~World() = default;
    virtual double now() const = 0;
    virtual void send(const std::string& dest, const Message& message) = 0;
    virtual void decided(const Request& to, const Value& value) = 0;
    virtual void failed(const Request& to, int code, const std::string& text) = 0;
};

// Acceptor, proposer and learner in one. What it sends leaves only once what it knows is durable: see Adapter::commit.
class Paxos {
public:
    // P-DUR-07: all that was vouched for is known again before the first message is read.
    Paxos(std::string me, std::vector<std::string> nodes, std::vector<std::string> acceptors, double retry, Memory memory, World& world)
        : me(me), nodes(nodes), memory(memory), acceptors(acceptors), retry(retry), world(world) {}

    const std::string me;
    const std::vector<std::string> nodes;
    Memory memory;
    std::optional<double> alarm;  // when the proposer tries again

    void propose(const Request& request, const Value& value) {
        if (memory.decided) return world.decided(request, *memory.decided);  // P-PRO-19
        waiting.emplace_back(request, value);
        if (!alarm) startRound();
    }

    // P-LIV-05: whatever was lost, another round makes up for it.
    void onAlarm() {
        startRound();
        hearSelf();
    }

    // Takes a message of a peer, checked, or of the node to itself: its own acceptor is asked like any other (P-PRO-12, P-NET-07).
    void on(const std::string& src, const Message& m) {
        if (m.type == "prepare" || m.type == "accept") {
            if (isAcceptor(me)) {  // P-QRM-04
                if (m.type == "prepare") onPrepare(src, m.ballot);
                else onAccept(src, m.ballot, *m.value);
            }
            if (memory.decided && src != me) send(src, {"decide", {}, memory.decided, {}, {}});  // P-LRN-09: who asks does not know it
        } else if (m.type == "promise") {
            onPromise(src, m.ballot, m.accepted);
        } else if (m.type == "accepted") {
            onAccepted(src, m.ballot);
        } else if (m.type == "nack") {
            onNack(m.ballot, m.promised);
        } else if (m.type == "decide") {
            learn(*m.value);
        }
    }

    void hearSelf() {
        while (!toSelf.empty()) {
            auto message = toSelf.front();
            toSelf.pop_front();
            on(me, message);
        }
    }

private:
    const std::vector<std::string> acceptors;
    const double retry;
    World& world;
    std::deque<Message> toSelf;

    std::optional<Ballot> ballot;                              // of the round that runs, if one does
    std::map<std::string, std::optional<Proposal>> promises;  // by acceptor: the proposal it reported, if any
    std::optional<Value> value;                                // what was put to the vote in this round
    std::set<std::string> votes;
    Ballot highest;  // the highest ballot a refusal told of
    int failures = 0;
    std::vector<std::pair<Request, Value>> waiting;
    std::mt19937 randomness{std::random_device{}()};  // P-LIV-04: no two nodes in step

    // P-QRM-01: of all, not of those that can be reached.
    size_t majority() const { return acceptors.size() / 2 + 1; }

    bool isAcceptor(const std::string& id) const { return std::find(acceptors.begin(), acceptors.end(), id) != acceptors.end(); }

    double random() { return std::uniform_real_distribution<>()(randomness); }

    // Acceptor

    void onPrepare(const std::string& src, const Ballot& asked) {
        if (asked < memory.promised) return refuse(src, asked);  // P-ACC-01
        memory.promised = asked;  // P-DUR-01
        send(src, {"promise", asked, {}, memory.accepted, {}});  // P-ACC-02: also what was never decided
    }

    void onAccept(const std::string& src, const Ballot& asked, const Value& offered) {
        bool other = memory.accepted && memory.accepted->ballot == asked && !(memory.accepted->value == offered);  // P-ACC-11: some proposer is broken
        if (asked < memory.promised || other) return refuse(src, asked);  // P-ACC-05
        memory.promised = asked;  // P-ACC-08, P-DUR-04: to accept is to promise
        memory.accepted = Proposal{asked, offered};  // P-DUR-02
        send(src, {"accepted", asked, {}, {}, {}});
    }

    void refuse(const std::string& src, const Ballot& asked) { send(src, {"nack", asked, {}, {}, memory.promised}); }

    // Proposer

    void startRound() {
        auto n = std::max(memory.promised.n, highest.n) + 1;  // P-BAL-03, P-BAL-05: above all that was tried or heard of
        if (n > maxN) return giveUp();
        ballot = Ballot{n, me};
        promises.clear();
        value.reset();
        votes.clear();
        memory.promised = *ballot;  // P-BAL-04: durable before anybody hears of it, so that no ballot is used twice
        alarm = world.now() + retry * (1 + random());
        for (auto& acceptor : acceptors) send(acceptor, {"prepare", *ballot, {}, {}, {}});
    }

    void onPromise(const std::string& src, const Ballot& told, const std::optional<Proposal>& reported) {
        // P-PRO-05: only promises for this very ballot. P-PRO-04: none that come late. P-PRO-07: none of strangers.
        if (!isVote(src, told) || value) return;
        promises[src] = reported;  // P-PRO-06: by acceptor, so that one counts once
        if (promises.size() < majority()) return;
        // P-PRO-02: the reported proposal of the highest ballot binds. P-PRO-03: only without one is the choice free.
        std::optional<Proposal> bound;
        for (auto& [acceptor, proposal] : promises) {
            if (proposal && (!bound || bound->ballot < proposal->ballot)) bound = proposal;
        }
        value = bound ? bound->value : waiting.front().second;
        alarm = world.now() + retry * (1 + random());
        for (auto& acceptor : acceptors) send(acceptor, {"accept", *ballot, value, {}, {}});
    }

    void onAccepted(const std::string& src, const Ballot& told) {
        if (!isVote(src, told) || !value) return;  // P-PRO-09
        votes.insert(src);
        if (votes.size() < majority()) return;
        Message decide{"decide", told, value, {}, {}};
        learn(*decide.value);  // P-PRO-10: what was accepted, not what was wished
        for (auto& node : nodes) {
            if (node != me) send(node, decide);
        }
    }

    bool isVote(const std::string& src, const Ballot& told) {
        if (!ballot || !isAcceptor(src)) return false;
        if (told == *ballot) return true;
        // Shaped like a vote, but a refusal: some acceptors say no by showing what they promised.
        if (*ballot < told) onNack(*ballot, told);
        return false;
    }

    void onNack(const Ballot& refused, const std::optional<Ballot>& inTheWay) {
        if (!ballot || !(refused == *ballot) || !inTheWay || !(*ballot < *inTheWay)) return;
        highest = std::max(highest, *inTheWay);
        ballot.reset();
        // P-LIV-03, P-LIV-04: of random length, and longer each time, so that duelling proposers fall out of step.
        alarm = world.now() + retry * random() * (1 << std::min(failures++, 4));
    }

    // P-BAL-07: counters do not wrap. P-PRO-16: what was once put to the vote may still be chosen, so this is no 'no'.
    void giveUp() {
        for (auto& [request, wish] : waiting) world.failed(request, 0, "no ballot is left: the outcome is unknown");
        endCampaign();
    }

    void endCampaign() {
        ballot.reset();
        alarm.reset();
        waiting.clear();
    }

    // Learner

    void learn(const Value& told) {
        if (memory.decided) {
            if (!(*memory.decided == told)) std::cerr << "ALARM: two decisions: some node breaks the protocol" << std::endl;  // P-LRN-07
            return;
        }
        memory.decided = told;
        for (auto& [request, wish] : waiting) world.decided(request, told);
        endCampaign();
    }

    void send(const std::string& dest, const Message& message) {
        if (dest == me) toSelf.push_back(message);
        else world.send(dest, message);
    }
};
