package io.horarium.connector;

/**
 * The source no longer knows the changes since a token: its log was trimmed, it was restored, or it
 * is another server. The message is one sentence for a person that asks for a full import; the
 * engine ends the run with it (contract/sync-engine.md 6).
 */
public final class TokenExpired extends Exception {

  private static final long serialVersionUID = 1L;

  public TokenExpired(String message) {
    super(message);
  }
}
