/** Full and Delta Synchronisation as run profiles. */
package io.horarium.step.runprofile.synchronise;
