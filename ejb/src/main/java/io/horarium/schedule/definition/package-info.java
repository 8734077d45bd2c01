/**
 * Schedules that are written down as jobs of the IDM scheduler (seed 001): reading such a document,
 * and the documents that lie as files below {@code HORARIUM_HOME/conf}.
 */
package io.horarium.schedule.definition;
