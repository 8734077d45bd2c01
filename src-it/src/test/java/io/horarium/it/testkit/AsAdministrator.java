package io.horarium.it.testkit;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RunAs;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.util.concurrent.Callable;

/** In the server: gives its caller the role that the enterprise beans demand. */
@Stateless
@RunAs("Administrator")
@PermitAll
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class AsAdministrator {

  public <T> T call(Callable<T> call) throws Exception {
    return call.call();
  }
}
