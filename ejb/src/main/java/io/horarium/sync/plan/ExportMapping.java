package io.horarium.sync.plan;

/**
 * Flows one source to one attribute of a connected system.
 *
 * @param flow gives ids of metaverse objects when {@code byObject}
 * @param byObject whether the values are metaverse objects, to be sent as their objects of the
 *     target's system are called there
 * @param onCreateOnly whether it flows only when the object is made
 */
public record ExportMapping(
    SpaceAttribute target, Flow flow, boolean byObject, boolean onCreateOnly) {}
