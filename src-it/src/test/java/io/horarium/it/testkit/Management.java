package io.horarium.it.testkit;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.sasl.RealmCallback;
import org.jboss.as.controller.client.ModelControllerClient;
import org.jboss.as.controller.client.ModelControllerClientConfiguration;
import org.jboss.as.controller.client.helpers.ClientConstants;
import org.jboss.as.controller.client.helpers.Operations;
import org.jboss.dmr.ModelNode;

/** The server's management interface; addresses are written as in jboss-cli. */
public final class Management implements Closeable {

  private static final int PORT = 9990;

  private final ModelControllerClient client;

  private Management(int port, CallbackHandler login) {
    client =
        ModelControllerClient.Factory.create(
            new ModelControllerClientConfiguration.Builder()
                .setHostName("127.0.0.1")
                .setPort(port)
                .setHandler(login)
                .setConnectionTimeout(10_000)
                .build());
  }

  /** The shared server of the tests lets local processes in. */
  public static Management ofTestServer() {
    return new Management(PORT + Integer.getInteger("it.port.offset", 0), null);
  }

  public static Management at(int portOffset, String user, String password) {
    return new Management(PORT + portOffset, callbacks -> answer(callbacks, user, password));
  }

  /** Names of the children of one type. */
  public List<String> children(String address, String type) {
    ModelNode operation = operation("read-children-names", address);
    operation.get("child-type").set(type);
    List<String> names = new ArrayList<>();
    for (ModelNode name : execute(operation).asList()) {
      names.add(name.asString());
    }
    return names;
  }

  /** The text of a run time attribute. */
  public String attribute(String address, String name) {
    return resource(address).get(name).asString();
  }

  /** A resource with its run time attributes. */
  public ModelNode resource(String address) {
    ModelNode operation = operation("read-resource", address);
    operation.get("include-runtime").set(true);
    return execute(operation);
  }

  /** Changes an attribute. */
  public void write(String address, String name, boolean value) {
    ModelNode operation = operation("write-attribute", address);
    operation.get("name").set(name);
    operation.get("value").set(value);
    execute(operation);
  }

  public void invoke(String address, String name, String parameter, long value) {
    ModelNode operation = operation(name, address);
    operation.get(parameter).set(value);
    execute(operation);
  }

  /** Sets a system property of the server; null removes it. */
  public void systemProperty(String name, String value) {
    ModelNode operation = operation(value == null ? "remove" : "add", "/system-property=" + name);
    if (value != null) {
      operation.get("value").set(value);
    }
    execute(operation);
  }

  @Override
  public void close() throws IOException {
    client.close();
  }

  private ModelNode execute(ModelNode operation) {
    try {
      ModelNode outcome = client.execute(operation);
      if (!Operations.isSuccessfulOutcome(outcome)) {
        throw new IllegalStateException(
            operation + ": " + Operations.getFailureDescription(outcome));
      }
      return Operations.readResult(outcome);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ModelNode operation(String name, String address) {
    ModelNode path = new ModelNode().setEmptyList();
    for (String element : List.of(address.substring(1).split("/", -1))) {
      int equals = element.indexOf('=');
      path.add(element.substring(0, equals), element.substring(equals + 1));
    }
    ModelNode operation = Operations.createOperation(name);
    operation.get(ClientConstants.OP_ADDR).set(path);
    return operation;
  }

  private static void answer(Callback[] callbacks, String user, String password) {
    for (Callback callback : callbacks) {
      if (callback instanceof NameCallback name) {
        name.setName(user);
      } else if (callback instanceof PasswordCallback secret) {
        secret.setPassword(password.toCharArray());
      } else if (callback instanceof RealmCallback realm) {
        realm.setText(realm.getDefaultText());
      }
    }
  }
}
