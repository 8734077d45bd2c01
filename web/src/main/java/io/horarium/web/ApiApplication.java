package io.horarium.web;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** The REST interface below {@code /api/v1}. */
@ApplicationPath("/api/v1")
public class ApiApplication extends Application {}
