/**
 * The interface between the engine and connected systems (contract/sync-engine.md 15.3, ADR 0005
 * and 0011).
 *
 * <p>A connector is a CDI bean: a {@link ConnectorFactory} with {@link ConnectorType}. Its {@link
 * ConnectorDescriptor} tells clients the settings and abilities; {@link ConnectorFactory#validate}
 * checks settings before they are stored; {@link ConnectorFactory#create} makes a {@link Connector}
 * for one run or one discovery and one thread.
 *
 * <p><b>Scope.</b> {@link ImportScope} says what a run is about: the selected object types with
 * their selected attributes, and, for connectors with partitions, the partitions to work on with
 * their containers. A connector with partitions refuses a scope without any.
 *
 * <p><b>Reading.</b> {@link Connector#openFull} and {@link Connector#openDelta} give an {@link
 * ImportCursor}. {@code next() == null} asserts "that was everything"; every other ending is a
 * {@link io.horarium.problem.RunFailure}, also on the next call. An {@link ImportRecord} is an
 * upsert with all selected attributes the object has, or (delta only) a deletion that names the
 * object by its anchor, its secondary id, or both; a deletion may not know its object type. A delta
 * may report an object more than once: the last record counts.
 *
 * <p><b>Tokens.</b> {@link ImportCursor#tokenAtStart()} is the source's high-water mark before its
 * first read, an opaque text below 4,000 characters. Full imports give one too, if the source can
 * tell changes. It covers the scope it was taken with: whoever keeps tokens per partition opens one
 * cursor per partition. {@link TokenExpired} means that the changes since the token are no longer
 * known; only a full import helps.
 *
 * <p><b>Exporting.</b> {@link Connector#openExport} gives an {@link ExportSession}. {@link
 * ExportSession#execute} takes a batch in order and answers each {@link ExportOperation} with one
 * {@link ExportResult}; it throws only when nothing more can be done. With {@code
 * exportGranularity} {@code BATCH} an answer is final when the call returns. With {@code RUN}
 * nothing is visible in the target before {@link ExportSession#publish}, which makes all of it
 * visible at once; a session closed without it leaves the target untouched. Operations are
 * repeatable: the engine may send one again that it sent before a crash ({@code inDoubt}).
 *
 * <p><b>Rules for all.</b> No threads of their own; values and secrets are never logged or put into
 * a message; {@link StopSignal} is looked at between records, pages and operations; every wait has
 * a limit. The suite {@code ConnectorConformance} in the tests runs against every connector.
 */
package io.horarium.connector;
