package io.horarium.step.sql;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;

/** The texts of a script's checkpoints. */
final class SqlCursor {

  private SqlCursor() {}

  static String ofNext(int next) {
    return "{\"next\": " + next + "}";
  }

  static int next(String cursor) {
    return object(cursor).getInt("next");
  }

  static String ofTransaction(String number) {
    return "{\"transaction\": \"" + number + "\"}";
  }

  static String transaction(String cursor) {
    return object(cursor).getString("transaction");
  }

  private static JsonObject object(String cursor) {
    try (JsonReader reader = Json.createReader(new StringReader(cursor))) {
      return reader.readObject();
    }
  }
}
