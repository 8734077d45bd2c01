package io.horarium.platform;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

/** Makes the container's entity manager injectable into constructors. */
@Dependent
public class EntityManagers {

  // The container's proxy: bound to the transaction of whoever calls it, so safe to share.
  @PersistenceContext(unitName = "horarium")
  private EntityManager entityManager;

  @Produces
  EntityManager entityManager() {
    return entityManager;
  }
}
