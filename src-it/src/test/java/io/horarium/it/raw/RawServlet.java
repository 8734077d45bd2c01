package io.horarium.it.raw;

import jakarta.batch.operations.JobOperator;
import jakarta.batch.runtime.BatchRuntime;
import jakarta.batch.runtime.BatchStatus;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;

/** Runs a raw job so many times, one after the other, and answers with the microseconds of each. */
@WebServlet("/run")
public class RawServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    JobOperator operator = BatchRuntime.getJobOperator();
    StringBuilder times = new StringBuilder();
    int rounds = Integer.parseInt(request.getParameter("rounds"));
    for (int round = 0; round < rounds; round++) {
      long start = System.nanoTime();
      long id = operator.start(request.getParameter("job"), new Properties());
      BatchStatus status = operator.getJobExecution(id).getBatchStatus();
      while (status != BatchStatus.COMPLETED && status != BatchStatus.FAILED) {
        LockSupport.parkNanos(200_000);
        status = operator.getJobExecution(id).getBatchStatus();
      }
      if (status == BatchStatus.FAILED) {
        response.sendError(500, "The raw job failed: " + operator.getStepExecutions(id));
        return;
      }
      times.append((System.nanoTime() - start) / 1000).append('\n');
    }
    response.setContentType("text/plain");
    response.getWriter().print(times);
  }
}
