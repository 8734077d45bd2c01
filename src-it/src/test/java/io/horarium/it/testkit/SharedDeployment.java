package io.horarium.it.testkit;

import org.jboss.arquillian.container.spi.client.container.DeploymentException;
import org.jboss.arquillian.container.spi.event.container.AfterStart;
import org.jboss.arquillian.core.api.annotation.Observes;
import org.jboss.arquillian.core.spi.LoadableExtension;

/**
 * Deploys the application once, when the server has started: a deployment takes longer than most
 * tests. A test class hence needs none of its own.
 */
public final class SharedDeployment implements LoadableExtension {

  @Override
  public void register(ExtensionBuilder builder) {
    builder.observer(Deployer.class);
  }

  /** Called by Arquillian. */
  public static final class Deployer {

    void deploy(@Observes AfterStart started) throws DeploymentException {
      started.getDeployableContainer().deploy(TestServer.ear());
    }
  }
}
