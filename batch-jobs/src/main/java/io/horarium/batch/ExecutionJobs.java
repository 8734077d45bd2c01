package io.horarium.batch;

import io.horarium.execution.ExecutionJob;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import org.jberet.spi.JobXmlResolver;

/**
 * Writes the job definitions. A job is one partitioned chunk step per step group, unrolled, because
 * the batch runtime needs static jobs with distinct steps: loops recurse, child jobs dead-lock
 * (stack: one execution = one job). Which members a group has is asked by its mapper at run time.
 */
public final class ExecutionJobs implements JobXmlResolver {

  private static final String SUFFIX = ".xml";

  /**
   * Without the property for its analyzer, one transaction is held open for the whole step, and
   * times out (jberet/jsr352#20).
   */
  private static final String STEP =
      """
        <step id="group-%1$03d">
          <properties>
            <property name="jberet.analyzer.txDisabled" value="true"/>
            <property name="jakarta.transaction.global.timeout" value="%2$d"/>
          </properties>
          <listeners><listener ref="groupListener">
            <properties><property name="group" value="%1$d"/></properties>
          </listener></listeners>
          <chunk checkpoint-policy="custom" item-count="#{partitionPlan['batchSize']}">
            <reader ref="memberReader">
              <properties><property name="member" value="#{partitionPlan['member']}"/></properties>
            </reader>
            <processor ref="memberProcessor"/>
            <writer ref="memberWriter"/>
            <checkpoint-algorithm ref="batchCheckpoint">
              <properties><property name="batchSize" value="#{partitionPlan['batchSize']}"/></properties>
            </checkpoint-algorithm>
          </chunk>
          <partition>
            <mapper ref="groupMapper"><properties><property name="group" value="%1$d"/></properties></mapper>
            <analyzer ref="groupAnalyzer"/>
          </partition>
          %3$s<end on="DONE"/><fail on="HALT"/><stop on="STOP" restart="group-%1$03d"/><fail on="*"/>
        </step>
      """;

  @Override
  public InputStream resolveJobXml(String jobXml, ClassLoader classLoader) throws IOException {
    String name = resolveJobName(jobXml, classLoader);
    return name == null
        ? null
        : new ByteArrayInputStream(definition(job(name)).getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public Collection<String> getJobXmlNames(ClassLoader classLoader) {
    return Arrays.stream(ExecutionJob.values()).map(job -> job.jobName() + SUFFIX).toList();
  }

  @Override
  public String resolveJobName(String jobXml, ClassLoader classLoader) {
    String name =
        jobXml.endsWith(SUFFIX) ? jobXml.substring(0, jobXml.length() - SUFFIX.length()) : jobXml;
    return job(name) == null ? null : name;
  }

  private static ExecutionJob job(String name) {
    return Arrays.stream(ExecutionJob.values())
        .filter(job -> job.jobName().equals(name))
        .findFirst()
        .orElse(null);
  }

  static String definition(ExecutionJob job) {
    StringBuilder xml =
        new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<job id=\"")
            .append(job.jobName())
            .append("\" version=\"2.0\" xmlns=\"https://jakarta.ee/xml/ns/jakartaee\">\n")
            .append("  <listeners><listener ref=\"executionListener\"/></listeners>\n");
    for (int group = 0; group < job.groups(); group++) {
      String next =
          group + 1 < job.groups()
              ? "<next on=\"MORE\" to=\"group-%03d\"/>".formatted(group + 1)
              : "";
      xml.append(STEP.formatted(group, BatchCheckpoint.TRANSACTION_SECONDS, next));
    }
    return xml.append("</job>\n").toString();
  }
}
