// JSON, of which the standard library has nothing: as much of it as the wire protocol needs.
#pragma once

#include <cstdint>
#include <cstdio>
#include <map>
#include <stdexcept>
#include <string>
#include <vector>

struct Json {
    enum Kind { Null, Bool, Integer, Other, String, Array, Object };

    Kind kind = Null;
    bool truth = false;
    int64_t integer = 0;
    std::string text;  // of a string; of a number that is no integer, as it was written
    std::vector<Json> items;
    std::map<std::string, Json> fields;

    Json() = default;
    Json(int64_t value) : kind(Integer), integer(value) {}
    Json(int value) : Json(int64_t{value}) {}
    Json(const char* value) : kind(String), text(value) {}
    Json(std::string value) : kind(String), text(std::move(value)) {}
    Json(std::vector<Json> values) : kind(Array), items(std::move(values)) {}
    Json(std::map<std::string, Json> values) : kind(Object), fields(std::move(values)) {}

    // A field that is absent counts as null.
    const Json& operator[](const std::string& name) const {
        static const Json null;
        auto found = fields.find(name);
        return found == fields.end() ? null : found->second;
    }

    static Json parse(const std::string& text) {
        Reader reader{text};
        Json value = reader.value(0);
        reader.blanks();
        if (reader.at < text.size()) reader.wrong();
        return value;
    }

    std::string write() const {
        switch (kind) {
            case Bool: return truth ? "true" : "false";
            case Integer: return std::to_string(integer);
            case Other: return text;
            case String: return quoted(text);
            case Array: {
                std::string out;
                for (auto& item : items) out += (out.empty() ? "" : ",") + item.write();
                return "[" + out + "]";
            }
            case Object: {
                std::string out;
                for (auto& [name, value] : fields) out += (out.empty() ? "" : ",") + quoted(name) + ":" + value.write();
                return "{" + out + "}";
            }
            default: return "null";
        }
    }

private:
    static std::string quoted(const std::string& text) {
        std::string out = "\"";
        for (unsigned char c : text) {
            if (c == '"' || c == '\\') {
                out += {'\\', static_cast<char>(c)};
            } else if (c < ' ') {
                char escape[8];
                std::snprintf(escape, sizeof escape, "\\u%04x", c);
                out += escape;
            } else {
                out += static_cast<char>(c);
            }
        }
        return out + "\"";
    }

    struct Reader {
        const std::string& text;
        size_t at = 0;

        [[noreturn]] void wrong() const { throw std::invalid_argument("no JSON at byte " + std::to_string(at)); }

        char peek() const {
            if (at >= text.size()) wrong();
            return text[at];
        }

        void take(char expected) {
            if (peek() != expected) wrong();
            at++;
        }

        void blanks() {
            while (at < text.size() && (text[at] == ' ' || text[at] == '\t' || text[at] == '\r' || text[at] == '\n')) at++;
        }

        Json value(int depth) {
            if (depth > 64) wrong();
            blanks();
            Json result;
            if (peek() == '{') {
                result.kind = Object;
                take('{');
                blanks();
                while (peek() != '}') {
                    if (!result.fields.empty()) take(',');
                    blanks();
                    std::string name = string();
                    blanks();
                    take(':');
                    result.fields[name] = value(depth + 1);
                    blanks();
                }
                take('}');
                return result;
            }
            if (peek() == '[') {
                result.kind = Array;
                take('[');
                blanks();
                while (peek() != ']') {
                    if (!result.items.empty()) take(',');
                    result.items.push_back(value(depth + 1));
                    blanks();
                }
                take(']');
                return result;
            }
            return peek() == '"' ? Json(string()) : word();
        }

        Json word() {
            size_t begin = at;
            while (at < text.size() && std::string(",]} \t\r\n").find(text[at]) == std::string::npos) at++;
            Json result;
            result.text = text.substr(begin, at - begin);
            auto digits = result.text.find_first_not_of("0123456789", result.text[0] == '-');
            if (result.text == "true" || result.text == "false") {
                result.kind = Bool;
                result.truth = result.text == "true";
            } else if (digits == std::string::npos && result.text.size() > (result.text[0] == '-') && result.text.size() < 19) {
                result.kind = Integer;
                result.integer = std::stoll(result.text);
            } else if (result.text.find_first_not_of("0123456789+-.eE") == std::string::npos && !result.text.empty()) {
                result.kind = Other;
            } else if (result.text != "null") {
                wrong();
            }
            return result;
        }

        std::string string() {
            std::string out;
            take('"');
            while (peek() != '"') {
                char c = text[at++];
                if (c != '\\') {
                    out += c;
                    continue;
                }
                c = peek();
                at++;
                static const std::string names = "\"\\/bfnrt", meant = "\"\\/\b\f\n\r\t";
                auto name = names.find(c);
                if (name != std::string::npos) out += meant[name];
                else if (c == 'u') utf8(out, codePoint());
                else wrong();
            }
            take('"');
            return out;
        }

        unsigned hex() {
            if (at + 4 > text.size() || text.substr(at, 4).find_first_not_of("0123456789abcdefABCDEF") != std::string::npos) wrong();
            at += 4;
            return std::stoul(text.substr(at - 4, 4), nullptr, 16);
        }

        unsigned codePoint() {
            unsigned unit = hex();
            if (unit < 0xD800 || unit > 0xDBFF || text.compare(at, 2, "\\u") != 0) return unit;
            at += 2;
            return 0x10000 + ((unit - 0xD800) << 10) + (hex() - 0xDC00);
        }

        static void utf8(std::string& out, unsigned c) {
            if (c < 0x80) {
                out += static_cast<char>(c);
                return;
            }
            int more = c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
            out += static_cast<char>((more == 1 ? 0xC0 : more == 2 ? 0xE0 : 0xF0) | (c >> (6 * more)));
            while (more-- > 0) out += static_cast<char>(0x80 | ((c >> (6 * more)) & 0x3F));
        }
    };
};
