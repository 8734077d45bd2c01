/**
 * The task scanner of the IDM dialect (contract/openidm-scheduler.md 11): finds metaverse objects
 * by a query filter, claims them, and runs a script for each (ADR 0019).
 */
package io.horarium.idm.scan;
