package io.horarium.step.command;

import io.horarium.platform.Node;
import io.horarium.platform.Settings;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.inject.Inject;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Ends, when a node starts, the processes that an earlier life of it has left running: its member
 * may have been judged by another node meanwhile, on a machine that cannot reach them. Works where
 * processes can be found by their environment, which is on Linux.
 */
@Singleton
@Startup
public class OrphanSweep {

  /** Names the server a process was started by; the last part tells its lives apart. */
  static final String MARK = "HORARIUM_STEP_SERVER";

  private static final Logger LOG = Logger.getLogger(OrphanSweep.class);
  private static final Duration GRACE = Duration.ofSeconds(2);

  @Inject private Node node;

  @PostConstruct
  void sweep() {
    int ended = sweep(node);
    if (ended > 0) {
      LOG.warnf("Ended %d processes that an earlier run of this server left behind", ended);
    }
  }

  static String mark(Node node) {
    return server(node) + node.incarnation();
  }

  private static String server(Node node) {
    return Settings.home() + "|" + node.id() + "|";
  }

  /** Ends the processes of earlier lives of this node; returns how many there were. */
  static int sweep(Node node) {
    return ProcessTree.ofOthers(MARK, server(node), mark(node)).end(GRACE);
  }
}
