package io.horarium.it.testkit;

import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;

/** Sends an API key with every request. */
public final class ApiKey implements ClientRequestFilter {

  private final String key;

  private ApiKey(String key) {
    this.key = key;
  }

  public static ApiKey of(String key) {
    return new ApiKey(key);
  }

  @Override
  public void filter(ClientRequestContext request) {
    request.getHeaders().putSingle("X-API-Key", key);
  }
}
