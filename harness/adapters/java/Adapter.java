import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A line that is not done, with its error code: 10 not supported, 11 unavailable, 12 malformed. */
final class Refused extends RuntimeException {
    final int code;

    Refused(int code, String text) {
        super(text);
        this.code = code;
    }
}

/** Bodies of messages, as maps, and what is in them. */
final class Messages {
    private Messages() {
    }

    static Map<String, Object> of(String type, Ballot ballot, Map<String, Object> value) {
        var body = of(type, ballot);
        body.putAll(value);
        return body;
    }

    static Map<String, Object> of(String type, Map<String, Object> value) {
        var body = new LinkedHashMap<String, Object>(Map.of("type", type));
        body.putAll(value);
        return body;
    }

    static Map<String, Object> of(String type, Ballot ballot) {
        return of(type, Map.of("ballot", written(ballot)));
    }

    static Map<String, Object> promise(Ballot ballot, Proposal accepted) {
        var body = of("promise", ballot);
        body.put("accepted", written(accepted));
        return body;
    }

    static Map<String, Object> error(int code, String text) {
        return of("error", Map.of("code", (long) code, "text", text));
    }

    static Map<String, Object> written(Ballot ballot) {
        return Map.of("n", ballot.n(), "id", ballot.id());
    }

    static Map<String, Object> written(Proposal proposal) {
        if (proposal == null) return null;
        var map = new LinkedHashMap<String, Object>(Map.of("ballot", written(proposal.ballot())));
        map.putAll(proposal.value());
        return map;
    }

    static Map<String, Object> written(Memory memory) {
        var map = new LinkedHashMap<String, Object>();
        map.put("promised", written(memory.promised())); // P-DUR-01
        map.put("accepted", written(memory.accepted())); // P-DUR-02
        map.put("decided", memory.decided()); // P-LRN-08
        return map;
    }

    static Memory memory(Object json) {
        var map = map(json, "the state");
        var promised = map(map.get("promised"), "promised");
        var decided = map.get("decided");
        return new Memory(new Ballot((Long) promised.get("n"), (String) promised.get("id")), proposal(map.get("accepted")), decided == null ? null : value(map(decided, "decided")));
    }

    static Ballot ballot(Map<String, Object> body, String field) {
        if (body.get(field) instanceof Map<?, ?> map && map.get("n") instanceof Long n && n >= 0 && n <= Ballot.MAX_N && map.get("id") instanceof String id)
            return new Ballot(n, id);
        throw new Refused(12, "/body/" + field + ": a ballot like {\"n\": 5, \"id\": \"n1\"} is expected");
    }

    /** The value as it came: text in value, or bytes in value_base64. */
    static Map<String, Object> value(Map<String, Object> body) {
        var text = body.get("value");
        var base64 = body.get("value_base64");
        if (text instanceof String && base64 == null) return Map.of("value", text);
        if (base64 instanceof String && text == null) return Map.of("value_base64", base64);
        throw new Refused(12, "/body/value: one of value and value_base64 is expected, as a string");
    }

    static Proposal proposal(Object json) {
        if (json == null) return null;
        var map = map(json, "/body/accepted");
        return new Proposal(ballot(map, "ballot"), value(map));
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(Object json, String what) {
        if (json instanceof Map<?, ?> map) return (Map<String, Object>) map;
        throw new Refused(12, what + ": an object is expected");
    }
}

/** The part that speaks the wire protocol of paxos-conformance. To judge your own implementation, keep it and let it call yours. */
public final class Adapter implements Paxos.World {
    private static final byte[] END = new byte[0];

    private final PrintStream output = new PrintStream(System.out, false);
    private final List<String> outbox = new ArrayList<>();
    private String me = "?";
    private Paxos node;
    private Store store;
    private Memory durable;
    private Double logical; // the time that ticks have made, once there was one

    public static void main(String[] args) throws Exception {
        var lines = new LinkedBlockingQueue<byte[]>();
        var reader = new Thread(() -> read(lines));
        reader.setDaemon(true);
        reader.start();
        new Adapter().run(lines);
        System.exit(0);
    }

    private static void read(BlockingQueue<byte[]> lines) {
        try (var input = new BufferedInputStream(System.in, 1 << 16)) {
            var line = new ByteArrayOutputStream();
            for (int next; (next = input.read()) >= 0; ) {
                if (next != '\n') {
                    line.write(next);
                } else {
                    lines.add(line.toByteArray());
                    line.reset();
                }
            }
        } catch (IOException e) {
            System.err.println(e);
        }
        lines.add(END);
    }

    /** Takes all lines that have come, handles them, and lets what they lead to take effect at once: many messages, one fsync. */
    private void run(BlockingQueue<byte[]> lines) throws Exception {
        for (var batch = new ArrayList<byte[]>(); ; batch.clear()) {
            var first = isDue() ? lines.poll(Math.max(0, (long) Math.ceil(node.alarm() - now())), TimeUnit.MILLISECONDS) : lines.take();
            if (first != null) batch.add(first);
            lines.drainTo(batch);
            for (var line : batch) {
                if (line == END) return; // the end of stdin is the end of the node
                take(line);
            }
            if (isDue() && node.alarm() <= now()) node.onAlarm();
            commit();
        }
    }

    private boolean isDue() {
        return node != null && node.alarm() != null && logical == null;
    }

    /** Makes durable what the node knows, and only then lets anybody hear what it has to say. All of Paxos hangs on this order. */
    private void commit() throws IOException {
        if (node != null && !node.memory().equals(durable)) {
            durable = node.memory();
            store.save(durable); // P-DUR-01, P-DUR-02, P-DUR-06
        }
        for (var line : outbox) output.write(line.getBytes(StandardCharsets.UTF_8));
        output.flush(); // a line that stays in a buffer was never said
        outbox.clear();
    }

    private void take(byte[] line) throws IOException {
        var request = new Paxos.Request("harness", null);
        try {
            Map<String, Object> message;
            try {
                message = Messages.map(Json.parse(new String(line, StandardCharsets.UTF_8)), "the line");
            } catch (IllegalArgumentException | StackOverflowError e) {
                throw new Refused(12, "a JSON object is expected: " + e.getMessage());
            }
            var body = Messages.map(message.get("body"), "/body");
            if (!(message.get("src") instanceof String src) || !(body.get("type") instanceof String type)) throw new Refused(12, "/src and /body/type are expected");
            request = new Paxos.Request(src, body.get("msg_id"));
            handle(request, src, type, body);
        } catch (Refused refused) {
            answer(request, Messages.error(refused.code, refused.getMessage()));
        }
        if (node != null) node.hearSelf();
    }

    private void handle(Paxos.Request request, String src, String type, Map<String, Object> body) throws IOException {
        switch (type) {
            case "echo" -> {
                var answer = Messages.of("echo_ok", Map.of());
                answer.put("echo", body.get("echo"));
                answer(request, answer);
                return;
            }
            case "init" -> {
                init(request, body);
                return;
            }
            default -> {
                if (node == null) throw new Refused(11, "init has to come first");
                if (body.get("slot") != null) throw new Refused(10, "/body/slot: this node decides one value, without slots");
            }
        }
        switch (type) {
            case "propose" -> node.propose(request, Messages.value(body));
            case "learned" -> node.onLearned(request);
            case "tick" -> tick(request, body);
            case "reset" -> {
                commit(); // what was said before still rests on what was known then
                store.wipe();
                node = null;
                logical = null;
                answer(request, Messages.of("reset_ok", Map.of()));
            }
            case "prepare", "promise", "nack", "accept", "accepted", "decide" -> {
                if (node.nodes.contains(src) && !src.equals(me)) node.on(src, body); // P-PRO-07, P-NET-06: strangers have no say
            }
            case "error" -> {
            }
            default -> throw new Refused(10, "/body/type: " + type + " is not known here");
        }
    }

    private void init(Paxos.Request request, Map<String, Object> body) throws IOException {
        if (!(body.get("node_ids") instanceof List<?> ids) || !ids.contains(body.get("node_id")) || !(body.get("data_dir") instanceof String directory))
            throw new Refused(12, "/body: node_id, node_ids with this node in it, and data_dir are expected");
        var routed = body.get("network") == null || "routed".equals(Messages.map(body.get("network"), "/body/network").get("mode"));
        if (body.get("quorums") != null || !routed) throw new Refused(10, "/body: this node knows majorities only, and no network of its own");
        me = (String) body.get("node_id");
        store = new Store(directory);
        durable = store.load();
        var timing = body.get("timing") == null ? Map.of() : Messages.map(body.get("timing"), "/body/timing");
        var retry = timing.get("retry_ms") instanceof Long given ? given : 100;
        node = new Paxos(me, strings(ids), body.get("acceptors") instanceof List<?> some ? strings(some) : strings(ids), retry, durable, this);
        answer(request, Messages.of("init_ok", Map.of(
            "protocol", 1L,
            "implementation", Map.of("name", "Paxos.java", "version", "1.0", "language", "Java"),
            "capabilities", List.of("messages", "durable", "power-safe", "ordered", "reset", "ticks", "learned"),
            "variants", Map.of("refusal", "nack"))));
    }

    private static List<String> strings(List<?> ids) {
        return ids.stream().map(Object::toString).toList();
    }

    /** From the first tick on, time is what the harness says: so that its scenarios need not wait. */
    private void tick(Paxos.Request request, Map<String, Object> body) {
        if (!(body.get("ms") instanceof Long ms) || ms < 0 || ms > 3_600_000) throw new Refused(12, "/body/ms: milliseconds from 0 to 3600000 are expected");
        logical = now();
        var end = logical + ms;
        while (node.alarm() != null && node.alarm() <= end) {
            logical = Math.max(logical, node.alarm());
            node.onAlarm();
        }
        logical = end;
        answer(request, Messages.of("tick_ok", Map.of()));
    }

    @Override
    public double now() {
        return logical != null ? logical : System.nanoTime() / 1e6;
    }

    @Override
    public void send(String dest, Map<String, Object> body) {
        var line = new LinkedHashMap<String, Object>();
        line.put("src", me);
        line.put("dest", dest);
        line.put("body", body);
        outbox.add(Json.write(line) + "\n");
    }

    @Override
    public void answer(Paxos.Request to, Map<String, Object> body) {
        var answer = new LinkedHashMap<>(body);
        if (to.id() != null) answer.put("in_reply_to", to.id());
        send(to.src(), answer);
    }
}
