package io.horarium.scripthost;

/** What the host tells the node, as flat JSON text; null values are left out. */
final class Event {

  private final StringBuilder json = new StringBuilder("{");

  Event(String name) {
    with("event", name);
  }

  Event with(String key, String value) {
    if (value != null) {
      key(key);
      quote(value);
    }
    return this;
  }

  Event with(String key, long value) {
    key(key);
    json.append(value);
    return this;
  }

  String text() {
    return json + "}";
  }

  private void key(String key) {
    if (json.length() > 1) {
      json.append(',');
    }
    quote(key);
    json.append(':');
  }

  private void quote(String value) {
    json.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c < ' ' || Character.isSurrogate(c) || c == 0x2028 || c == 0x2029) {
        json.append(String.format("\\u%04x", (int) c));
      } else {
        json.append(c);
      }
    }
    json.append('"');
  }
}
