package io.horarium.it.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A wire to a database that can be cut and mended. */
public final class Relay implements AutoCloseable {

  private final int target;
  private final ServerSocket server;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile boolean cut;

  private Relay(int target) {
    this.target = target;
    try {
      server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    daemon("relay", this::accept);
  }

  /** To a port of this machine. */
  public static Relay to(int port) {
    return new Relay(port);
  }

  /** Where it listens. */
  public int port() {
    return server.getLocalPort();
  }

  /** Ends every connection and refuses new ones. */
  public void cut() {
    cut = true;
    open.forEach(Relay::end);
  }

  public void mend() {
    cut = false;
  }

  @Override
  public void close() {
    cut();
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket from = server.accept();
        if (cut) {
          end(from);
          continue;
        }
        Socket to = new Socket();
        to.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target), 5_000);
        from.setTcpNoDelay(true);
        to.setTcpNoDelay(true);
        open.add(from);
        open.add(to);
        daemon("relay-out", () -> pump(from, to));
        daemon("relay-in", () -> pump(to, from));
        if (cut) {
          open.forEach(Relay::end);
        }
      } catch (IOException e) {
        // closed, or the database is not there: the caller sees the end of its connection
      }
    }
  }

  private void pump(Socket from, Socket to) {
    byte[] buffer = new byte[65_536];
    try (InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        out.write(buffer, 0, read);
      }
    } catch (IOException e) {
      // one end is gone, so the other goes as well
    } finally {
      end(from);
      end(to);
      open.remove(from);
      open.remove(to);
    }
  }

  private static void end(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // gone already
    }
  }

  private static void daemon(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }
}
