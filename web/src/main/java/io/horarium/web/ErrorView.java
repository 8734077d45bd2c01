package io.horarium.web;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The body of every answer that reports an error (contract/jim.md 3).
 *
 * @param code stable, upper case
 * @param message one sentence for a person
 * @param details always null; kept for clients that read it
 * @param validationErrors field name to its messages, or null
 */
public record ErrorView(
    String code,
    String message,
    String details,
    Map<String, List<String>> validationErrors,
    Instant timestamp) {}
