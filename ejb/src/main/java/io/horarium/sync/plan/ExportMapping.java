package io.horarium.sync.plan;

/**
 * Flows one source to one attribute of a connected system.
 *
 * @param flow for a reference gives ids of metaverse objects, to be sent as their objects of the
 *     system are called there, or texts of the system, such as DNs
 * @param onCreateOnly whether it flows only when the object is made
 */
public record ExportMapping(SpaceAttribute target, Flow flow, boolean onCreateOnly) {}
