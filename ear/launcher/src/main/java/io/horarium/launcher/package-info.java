/**
 * Starts Horarium on one machine: an embedded PostgreSQL unless another is named, then WildFly with
 * the application, and watches both until it is asked to stop.
 */
package io.horarium.launcher;
