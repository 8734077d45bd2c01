/**
 * The JavaScript step. Scripts run in a child process of the node, one at a time in each: {@link
 * io.horarium.step.script.ScriptHosts} keeps a few of them warm, {@link
 * io.horarium.step.script.HostProcess} is one, {@link io.horarium.step.script.ScriptCall} is one
 * script on its way through one. The engine is not on the server's class path (ADR 0007).
 */
package io.horarium.step.script;
