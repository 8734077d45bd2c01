package io.horarium.access;

import io.horarium.platform.SecretKey;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * Writes and reads tokens as JSON Web Tokens (RFC 7519), signed with HMAC-SHA256. The header is the
 * same for all of them and compared as text: there is no algorithm to choose, hence none to abuse.
 */
final class TokenText {

  private static final String ISSUER = "horarium";
  private static final int LONGEST = 4000;
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
  private static final String HEADER = encoded("{\"alg\":\"HS256\",\"typ\":\"JWT\"}");

  private final byte[] key;

  TokenText(SecretKey secret) {
    key = secret.derived("horarium.access.token");
  }

  String of(Token token) {
    String claims =
        Json.createObjectBuilder()
            .add("iss", ISSUER)
            .add("use", token.use().name())
            .add("sub", token.userId().toString())
            .add("sid", token.sessionId().toString())
            .add("auth_time", token.beganAt().getEpochSecond())
            .add("iat", token.issuedAt().getEpochSecond())
            .add("exp", token.endsAt().getEpochSecond())
            .build()
            .toString();
    String signed = HEADER + "." + encoded(claims);
    return signed + "." + ENCODER.encodeToString(signature(signed));
  }

  /** What the text says, if it was signed here; its times are the caller's business. */
  Optional<Token> read(String text) {
    int first = text.indexOf('.');
    int last = text.lastIndexOf('.');
    if (text.length() > LONGEST || first <= 0 || last <= first) {
      return Optional.empty();
    }
    String signed = text.substring(0, last);
    try {
      byte[] signature = Base64.getUrlDecoder().decode(text.substring(last + 1));
      if (!text.substring(0, first).equals(HEADER)
          || !MessageDigest.isEqual(signature, signature(signed))) {
        return Optional.empty();
      }
      return Optional.of(
          claims(
              new String(
                  Base64.getUrlDecoder().decode(text.substring(first + 1, last)),
                  StandardCharsets.UTF_8)));
    } catch (IllegalArgumentException
        | JsonException
        | NullPointerException
        | ClassCastException e) {
      return Optional.empty();
    }
  }

  private static Token claims(String json) {
    try (JsonReader reader = Json.createReader(new StringReader(json))) {
      JsonObject claims = reader.readObject();
      if (!claims.getString("iss").equals(ISSUER)) {
        throw new IllegalArgumentException("Another issuer");
      }
      return new Token(
          Token.Use.valueOf(claims.getString("use")),
          UUID.fromString(claims.getString("sub")),
          UUID.fromString(claims.getString("sid")),
          instant(claims, "auth_time"),
          instant(claims, "iat"),
          instant(claims, "exp"));
    }
  }

  private static Instant instant(JsonObject claims, String name) {
    return Instant.ofEpochSecond(claims.getJsonNumber(name).longValue());
  }

  private byte[] signature(String signed) {
    return SecretKey.authenticated(key, signed.getBytes(StandardCharsets.US_ASCII));
  }

  private static String encoded(String text) {
    return ENCODER.encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
