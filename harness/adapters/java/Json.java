import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** JSON, of which Java's library has nothing: objects are maps, arrays lists, whole numbers Long, other numbers Double. */
final class Json {
    private final String text;
    private int at;

    private Json(String text) {
        this.text = text;
    }

    /** @throws IllegalArgumentException the text is no JSON */
    static Object parse(String text) {
        var json = new Json(text);
        var value = json.value();
        json.blanks();
        if (json.at < text.length()) throw json.wrong();
        return value;
    }

    static String write(Object value) {
        var out = new StringBuilder();
        write(value, out);
        return out.toString();
    }

    private static void write(Object value, StringBuilder out) {
        if (value instanceof String text) {
            string(text, out);
        } else if (value instanceof Map<?, ?> map) {
            var separator = "{";
            for (var entry : map.entrySet()) {
                out.append(separator);
                string((String) entry.getKey(), out);
                write(entry.getValue(), out.append(':'));
                separator = ",";
            }
            out.append(map.isEmpty() ? "{}" : "}");
        } else if (value instanceof List<?> list) {
            var separator = "[";
            for (var item : list) {
                write(item, out.append(separator));
                separator = ",";
            }
            out.append(list.isEmpty() ? "[]" : "]");
        } else {
            out.append(value);
        }
    }

    private static void string(String text, StringBuilder out) {
        out.append('"');
        for (var c : text.toCharArray()) {
            if (c == '"' || c == '\\') out.append('\\').append(c);
            else if (c < ' ' || Character.isSurrogate(c)) out.append(String.format("\\u%04x", (int) c));
            else out.append(c);
        }
        out.append('"');
    }

    private Object value() {
        blanks();
        switch (peek()) {
            case '{': return object();
            case '[': return array();
            case '"': return string();
        }
        var begin = at;
        while (at < text.length() && ",]} \t\r\n".indexOf(text.charAt(at)) < 0) at++;
        var word = text.substring(begin, at);
        switch (word) {
            case "null": return null;
            case "true": return true;
            case "false": return false;
        }
        if (word.matches("-?(0|[1-9][0-9]{0,17})")) return Long.valueOf(word);
        if (word.matches("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?")) return Double.valueOf(word);
        throw wrong();
    }

    private Map<String, Object> object() {
        var map = new LinkedHashMap<String, Object>();
        take('{');
        blanks();
        while (peek() != '}') {
            if (!map.isEmpty()) take(',');
            blanks();
            var key = string();
            blanks();
            take(':');
            map.put(key, value());
            blanks();
        }
        take('}');
        return map;
    }

    private List<Object> array() {
        var list = new ArrayList<>();
        take('[');
        blanks();
        while (peek() != ']') {
            if (!list.isEmpty()) take(',');
            list.add(value());
            blanks();
        }
        take(']');
        return list;
    }

    private String string() {
        var out = new StringBuilder();
        take('"');
        while (peek() != '"') {
            var c = text.charAt(at++);
            if (c != '\\') {
                out.append(c);
                continue;
            }
            c = peek();
            at++;
            var escape = "\"\\/bfnrt".indexOf(c);
            if (escape >= 0) {
                out.append("\"\\/\b\f\n\r\t".charAt(escape));
            } else if (c == 'u' && at + 4 <= text.length()) {
                out.append((char) Integer.parseInt(text.substring(at, at + 4), 16));
                at += 4;
            } else {
                throw wrong();
            }
        }
        take('"');
        return out.toString();
    }

    private char peek() {
        if (at >= text.length()) throw wrong();
        return text.charAt(at);
    }

    private void take(char expected) {
        if (peek() != expected) throw wrong();
        at++;
    }

    private void blanks() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) at++;
    }

    private IllegalArgumentException wrong() {
        return new IllegalArgumentException("no JSON at character " + at);
    }
}
