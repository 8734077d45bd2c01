package io.horarium.idm;

import io.horarium.access.Initiator;
import io.horarium.schedule.definition.JobDocuments;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/**
 * Follows the documents that lie as files: they say the same as those sent to the configuration.
 */
@ApplicationScoped
public class FileJobs implements JobDocuments {

  private ConfigService configs;

  protected FileJobs() {}

  @Inject
  public FileJobs(ConfigService configs) {
    this.configs = configs;
  }

  @Override
  public void follow(String key, String text, Initiator by) {
    configs.apply(key, text, by);
  }
}
