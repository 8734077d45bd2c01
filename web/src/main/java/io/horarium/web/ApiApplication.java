package io.horarium.web;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/**
 * The REST interface below {@code /api/v1}. Resources and providers are found by their annotations.
 *
 * <p>A resource takes {@link RequestBody}, {@link RequestQuery} and {@link Caller}, returns records
 * or lists of records (written by {@link ViewJson}) and throws what the domain throws ({@link
 * ErrorAnswers} makes the error body). It is closed to all but administrators unless marked
 * otherwise ({@link AccessFilter}).
 */
@ApplicationPath("/api/v1")
public class ApiApplication extends Application {}
