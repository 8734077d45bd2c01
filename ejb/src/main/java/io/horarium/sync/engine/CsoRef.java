package io.horarium.sync.engine;

import java.util.UUID;

/**
 * One reference of an object of a connector space.
 *
 * @param attributeId of the object type's attribute
 * @param rawValue as the system writes it
 * @param targetCsoId the object it means, or null when it means none yet
 * @param targetMvoId what that object is joined to, as stored when the batch was loaded, or null
 */
public record CsoRef(int attributeId, String rawValue, UUID targetCsoId, UUID targetMvoId) {}
