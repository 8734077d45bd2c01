package io.horarium.step.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The whole environment of a program: it begins empty, so that passwords of the server never reach
 * a program by accident.
 *
 * @param pass names of the server's variables that are handed on where they are set
 * @param set fixed values, which win
 */
record EnvironmentRule(List<String> pass, Map<String, String> set) {

  /** Enough to find programs and to speak the language of the machine. */
  static final EnvironmentRule DEFAULT =
      new EnvironmentRule(List.of("PATH", "LANG", "LC_ALL", "TZ"), Map.of());

  Map<String, String> of(Map<String, String> server) {
    Map<String, String> environment = new LinkedHashMap<>();
    for (String name : pass) {
      if (server.get(name) != null) {
        environment.put(name, server.get(name));
      }
    }
    environment.putAll(set);
    return environment;
  }
}
