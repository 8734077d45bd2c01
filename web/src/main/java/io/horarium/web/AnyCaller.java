package io.horarium.web;

import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/** A resource for every authenticated caller, whatever its roles. */
@Documented
@Retention(RUNTIME)
@Target({TYPE, METHOD})
public @interface AnyCaller {}
