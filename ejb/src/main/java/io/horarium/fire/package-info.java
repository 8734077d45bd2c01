/**
 * Firing: Quartz wakes us at the instants that {@code schedule.time} names, and one transaction
 * decides what becomes of each and writes it to the ledger (design.md section 3). Quartz is known
 * in this package only.
 */
package io.horarium.fire;
