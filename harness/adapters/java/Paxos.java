import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.zip.CRC32;

/** Compared by n as a number, then by the id of the proposer that owns it. */
record Ballot(long n, String id) implements Comparable<Ballot> {
    static final Ballot NONE = new Ballot(-1, "");
    static final long MAX_N = (1L << 53) - 1;

    @Override
    public int compareTo(Ballot other) {
        return n != other.n ? Long.compare(n, other.n) : id.compareTo(other.id);
    }
}

/** A value that was put to the vote in a ballot. The value is opaque: a field value or value_base64, as it came. */
record Proposal(Ballot ballot, Map<String, Object> value) {
}

/** What must survive. */
record Memory(Ballot promised, Proposal accepted, Map<String, Object> decided) {
}

/** Keeps what a node must still know after a crash: one small file, which is replaced as a whole, so that it is never half new (P-DUR-05). */
final class Store {
    private final Path directory;
    private final Path path;

    Store(String directory) {
        this.directory = Path.of(directory);
        path = this.directory.resolve("state.json");
    }

    Memory load() throws IOException {
        if (!Files.exists(path)) return new Memory(Ballot.NONE, null, null); // a node that has vouched for nothing yet
        var parts = Files.readString(path).split("\n", 2);
        // Who has lost a part of its memory must not vote as if it had none: better not to start at all.
        if (parts.length < 2 || !parts[1].equals(checksum(parts[0]))) throw new IOException(path + " is damaged: this node no longer knows what it promised"); // P-DUR-12
        return Messages.memory(Json.parse(parts[0]));
    }

    /** When this returns, the state survives kill -9 and a loss of power. If the disk refuses, the node dies here and says nothing (P-DUR-10). */
    void save(Memory memory) throws IOException {
        var record = Json.write(Messages.written(memory));
        var bytes = ByteBuffer.wrap((record + "\n" + checksum(record)).getBytes(StandardCharsets.UTF_8));
        var fresh = directory.resolve("state.json.new");
        try (var file = FileChannel.open(fresh, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            while (bytes.hasRemaining()) file.write(bytes); // P-DUR-02
            file.force(true); // P-DUR-03: out of the cache of the system, onto the disk
        }
        Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE); // P-DUR-05: the old state or the new one, nothing between
        syncDirectory(); // P-DUR-11: the new name is data too, of the directory
    }

    void wipe() throws IOException {
        Files.deleteIfExists(path);
        syncDirectory();
    }

    private void syncDirectory() throws IOException {
        try (var opened = FileChannel.open(directory)) {
            opened.force(true); // P-DUR-11
        }
    }

    private static String checksum(String record) {
        var crc = new CRC32();
        crc.update(record.getBytes(StandardCharsets.UTF_8));
        return String.format("%08x", crc.getValue());
    }
}

/**
 * Single-decree Paxos as in "Paxos Made Simple", durable, with nothing but the standard library: acceptor, proposer and learner in one.
 *
 * <p>Read it next to the paper. The part that speaks the wire protocol of paxos-conformance is Adapter.java: to judge an implementation of
 * your own, keep that and let it call yours. A line that cites P-DUR-.. is there for durability: take it away, and a scenario that kills the
 * node or its power fails. What a node sends leaves only once what it knows is durable: see Adapter.commit.
 */
final class Paxos {
    /** What the node has to say, to peers and to clients; and what time it is, in milliseconds. */
    interface World {
        double now();

        void send(String dest, Map<String, Object> body);

        void answer(Request to, Map<String, Object> body);
    }

    /** What an answer goes back to. */
    record Request(String src, Object id) {
    }

    private record Wish(Request request, Map<String, Object> value) {
    }

    final String me;
    final List<String> nodes;
    private final List<String> acceptors;
    private final int majority;
    private final double retry;
    private final World world;
    private final Queue<Map<String, Object>> toSelf = new ArrayDeque<>();

    private Ballot promised;
    private Proposal accepted;
    private Map<String, Object> decided;

    private Ballot ballot; // of the round that runs, if one does
    private Map<String, Proposal> promises; // by acceptor: the proposal it reported, or null
    private Map<String, Object> value; // what was put to the vote in this round
    private Set<String> votes;
    private Ballot highest = Ballot.NONE; // the highest ballot a refusal told of
    private int failures;
    private Double alarm; // when the proposer tries again
    private List<Wish> waiting = new ArrayList<>();

    /** P-DUR-07: all that was vouched for is known again before the first message is read. */
    Paxos(String me, List<String> nodes, List<String> acceptors, double retry, Memory memory, World world) {
        this.me = me;
        this.nodes = nodes;
        this.acceptors = acceptors;
        this.majority = acceptors.size() / 2 + 1; // P-QRM-01: of all, not of those that can be reached
        this.retry = retry;
        this.world = world;
        promised = memory.promised();
        accepted = memory.accepted();
        decided = memory.decided();
    }

    Memory memory() {
        return new Memory(promised, accepted, decided);
    }

    Double alarm() {
        return alarm;
    }

    // Acceptor

    private void onPrepare(String src, Ballot ballot) {
        if (ballot.compareTo(promised) < 0) { // P-ACC-01
            refuse(src, ballot);
            return;
        }
        promised = ballot; // P-DUR-01
        send(src, Messages.promise(ballot, accepted)); // P-ACC-02: also what was never decided
    }

    private void onAccept(String src, Ballot ballot, Map<String, Object> value) {
        var other = accepted != null && accepted.ballot().equals(ballot) && !accepted.value().equals(value); // P-ACC-11: some proposer is broken
        if (ballot.compareTo(promised) < 0 || other) { // P-ACC-05
            refuse(src, ballot);
            return;
        }
        promised = ballot; // P-ACC-08, P-DUR-04: to accept is to promise
        accepted = new Proposal(ballot, value); // P-DUR-02
        send(src, Messages.of("accepted", ballot));
    }

    private void refuse(String src, Ballot ballot) {
        var nack = Messages.of("nack", ballot);
        nack.put("promised", Messages.written(promised));
        send(src, nack);
    }

    // Proposer

    void propose(Request request, Map<String, Object> value) {
        if (decided != null) { // P-PRO-19
            world.answer(request, Messages.of("propose_ok", decided));
            return;
        }
        waiting.add(new Wish(request, value));
        if (alarm == null) startRound();
    }

    private void startRound() {
        var n = Math.max(promised.n(), highest.n()) + 1; // P-BAL-03, P-BAL-05: above all that was tried or heard of
        if (n > Ballot.MAX_N) {
            giveUp();
            return;
        }
        ballot = new Ballot(n, me);
        promises = new HashMap<>();
        value = null;
        votes = new HashSet<>();
        promised = ballot; // P-BAL-04: durable before anybody hears of it, so that no ballot is used twice
        alarm = world.now() + retry * (1 + random());
        for (var acceptor : acceptors) send(acceptor, Messages.of("prepare", ballot));
    }

    private void onPromise(String src, Ballot ballot, Proposal reported) {
        // P-PRO-05: only promises for this very ballot. P-PRO-04: none that come late. P-PRO-07: none of strangers.
        if (!isVote(src, ballot) || value != null) return;
        promises.put(src, reported); // P-PRO-06: by acceptor, so that one counts once
        if (promises.size() < majority) return;
        // P-PRO-02: the reported proposal of the highest ballot binds. P-PRO-03: only without one is the choice free.
        value = promises.values().stream().filter(Objects::nonNull).max(Comparator.comparing(Proposal::ballot))
            .map(Proposal::value).orElseGet(() -> waiting.get(0).value());
        alarm = world.now() + retry * (1 + random());
        for (var acceptor : acceptors) send(acceptor, Messages.of("accept", ballot, value));
    }

    private void onAccepted(String src, Ballot ballot) {
        if (!isVote(src, ballot) || value == null) return; // P-PRO-09
        votes.add(src);
        if (votes.size() < majority) return;
        var decide = Messages.of("decide", ballot, value);
        learn(value); // P-PRO-10: what was accepted, not what was wished
        for (var node : nodes) {
            if (!node.equals(me)) send(node, decide);
        }
    }

    private boolean isVote(String src, Ballot told) {
        if (ballot == null || !acceptors.contains(src)) return false;
        // Shaped like a vote, but a refusal: some acceptors say no by showing what they promised.
        if (told.compareTo(ballot) > 0) onNack(ballot, told);
        return told.equals(ballot);
    }

    private void onNack(Ballot refused, Ballot inTheWay) {
        if (!refused.equals(ballot) || inTheWay == null || inTheWay.compareTo(refused) <= 0) return;
        if (inTheWay.compareTo(highest) > 0) highest = inTheWay;
        ballot = null;
        // P-LIV-03, P-LIV-04: of random length, and longer each time, so that duelling proposers fall out of step.
        alarm = world.now() + retry * random() * (1 << Math.min(failures++, 4));
    }

    /** P-LIV-05: whatever was lost, another round makes up for it. */
    void onAlarm() {
        startRound();
        hearSelf();
    }

    /** P-BAL-07: counters do not wrap. P-PRO-16: what was once put to the vote may still be chosen, so this is no 'no'. */
    private void giveUp() {
        endCampaign(Messages.error(0, "no ballot is left: the outcome is unknown"));
    }

    private void endCampaign(Map<String, Object> answer) {
        for (var wish : waiting) world.answer(wish.request(), answer);
        ballot = null;
        alarm = null;
        waiting = new ArrayList<>();
    }

    private static double random() {
        return ThreadLocalRandom.current().nextDouble();
    }

    // Learner

    void onLearned(Request request) {
        world.answer(request, decided == null ? Messages.of("learned_ok", Map.of()) : Messages.of("learned_ok", decided));
    }

    private void learn(Map<String, Object> value) {
        if (decided == null) {
            decided = value;
            endCampaign(Messages.of("propose_ok", value));
        } else if (!decided.equals(value)) { // P-LRN-07
            System.err.println("ALARM: two decisions, " + decided + " and " + value + ": some node breaks the protocol");
        }
    }

    // Messages

    /** Takes a message of a peer, checked, or of the node to itself: its own acceptor is asked like any other (P-PRO-12, P-NET-07). */
    void on(String src, Map<String, Object> body) {
        switch ((String) body.get("type")) {
            case "prepare", "accept" -> {
                if (acceptors.contains(me)) { // P-QRM-04
                    if (body.get("type").equals("prepare")) onPrepare(src, Messages.ballot(body, "ballot"));
                    else onAccept(src, Messages.ballot(body, "ballot"), Messages.value(body));
                }
                if (decided != null && !src.equals(me)) send(src, Messages.of("decide", decided)); // P-LRN-09: who asks does not know it
            }
            case "promise" -> onPromise(src, Messages.ballot(body, "ballot"), Messages.proposal(body.get("accepted")));
            case "accepted" -> onAccepted(src, Messages.ballot(body, "ballot"));
            case "nack" -> onNack(Messages.ballot(body, "ballot"), body.get("promised") == null ? null : Messages.ballot(body, "promised"));
            case "decide" -> learn(Messages.value(body));
            default -> throw new IllegalArgumentException("no message between nodes");
        }
    }

    void hearSelf() {
        while (!toSelf.isEmpty()) on(me, toSelf.remove());
    }

    private void send(String dest, Map<String, Object> body) {
        if (dest.equals(me)) toSelf.add(body);
        else world.send(dest, body);
    }
}
