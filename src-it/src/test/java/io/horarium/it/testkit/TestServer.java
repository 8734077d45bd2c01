package io.horarium.it.testkit;

import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientBuilder;
import jakarta.ws.rs.client.WebTarget;
import java.io.File;
import java.nio.file.Path;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;

/** The server of the integration tests and how to reach it. */
public final class TestServer {

  /** Known to the server as its infrastructure key: an administrator, for tests only. */
  public static final String API_KEY = "jim_ak_" + "0123456789abcdef".repeat(4);

  /** Its name as a node. */
  public static final String NODE = "it-node1";

  private static final int HTTP_PORT = 8080;
  private static final Client CLIENT = ClientBuilder.newClient();

  private TestServer() {}

  /** The application as it was built. */
  public static EnterpriseArchive ear() {
    return ShrinkWrap.createFromZipFile(
        EnterpriseArchive.class, new File(System.getProperty("it.ear")));
  }

  /** The REST interface, without a login. */
  public static WebTarget api() {
    return CLIENT.target("http://127.0.0.1:%d/api/v1".formatted(httpPort()));
  }

  /** The REST interface as an administrator. */
  public static WebTarget apiAsAdministrator() {
    return api().register(ApiKey.of(API_KEY));
  }

  /** Where connectors of the server may read and write files. */
  public static Path files() {
    return Path.of(System.getProperty("it.home"), "connector-files");
  }

  /** Where the server looks for scripts. */
  public static Path scripts() {
    return Path.of(System.getProperty("it.home"), "script");
  }

  /** Where the server answers. */
  public static int httpPort() {
    return HTTP_PORT + Integer.getInteger("it.port.offset", 0);
  }
}
