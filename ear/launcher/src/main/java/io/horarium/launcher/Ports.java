package io.horarium.launcher;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Whether the ports of this start are free. */
final class Ports {

  private Ports() {}

  /**
   * Refuses a taken port.
   *
   * @param what needs the port
   * @param remedy what the person can do, as the end of a sentence
   */
  static void check(int port, String what, String remedy) {
    try (ServerSocket socket = new ServerSocket()) {
      // A port in TIME_WAIT is free for the server, so it must be for this check.
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    } catch (IOException e) {
      throw new LaunchFailure(
          "Port %d, which %s needs, is taken by another program; %s.".formatted(port, what, remedy),
          e);
    }
  }
}
