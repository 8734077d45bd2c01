/**
 * What waits to be sent to objects of connected systems, or to be confirmed by their next import
 * (contract/sync-engine.md 7, 9 and 10).
 *
 * <p>A pending export is a row of {@code pending_export}; its changes are one document ({@link
 * io.horarium.sync.pendingexport.PendingChange}, {@link
 * io.horarium.sync.pendingexport.PendingChangesJson}), those of references rows of {@code
 * pending_reference}. Synchronisation writes them, exports send them, imports confirm them. Whether
 * two values are the same is decided by {@link io.horarium.sync.pendingexport.ValueEquality} alone.
 */
package io.horarium.sync.pendingexport;
