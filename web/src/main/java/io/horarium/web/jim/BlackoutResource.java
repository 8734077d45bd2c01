package io.horarium.web.jim;

import io.horarium.problem.InvalidInput;
import io.horarium.schedule.Blackout;
import io.horarium.schedule.BlackoutService;
import io.horarium.schedule.time.BlackoutWindow;
import io.horarium.web.Caller;
import io.horarium.web.RequestBody;
import io.horarium.web.RequestQuery;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Blackouts (design.md section 2); ours. The name is the id. */
@Path("/blackouts")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class BlackoutResource {

  @Inject BlackoutService blackouts;

  @Inject RequestQuery query;

  @Inject Caller caller;

  /** All blackouts, by name. */
  @GET
  public List<BlackoutView> list() {
    return blackouts.list().stream().map(BlackoutView::of).toList();
  }

  /** One blackout. */
  @GET
  @Path("{name}")
  public BlackoutView get(@PathParam("name") String name) {
    return BlackoutView.of(blackouts.get(name));
  }

  /** Makes a blackout. */
  @POST
  public Response create(RequestBody body, @Context UriInfo uri) {
    Blackout wanted = read(body, body.required().text("name", 100));
    Blackout made = blackouts.create(wanted, caller.because(body.text("changeReason", 2000)));
    return Response.created(uri.getAbsolutePathBuilder().path(made.name()).build())
        .entity(BlackoutView.of(made))
        .build();
  }

  /** Replaces a blackout; its name stays. */
  @PUT
  @Path("{name}")
  public BlackoutView replace(@PathParam("name") String name, RequestBody body) {
    Blackout wanted = read(body.required(), name);
    return BlackoutView.of(
        blackouts.replace(wanted, caller.because(body.text("changeReason", 2000))));
  }

  /** Deletes a blackout that no schedule refers to. */
  @DELETE
  @Path("{name}")
  public void delete(@PathParam("name") String name) {
    blackouts.delete(name, caller.because(query.text("changeReason")));
  }

  private static Blackout read(RequestBody body, String name) {
    String zone = body.text("timeZone", 64);
    List<RequestBody> windows = body.objects("windows");
    Blackout blackout =
        new Blackout(
            name == null ? null : name.strip(),
            body.text("description", 1000),
            zone == null ? "UTC" : zone.strip(),
            windows == null ? List.of() : windows.stream().map(BlackoutResource::window).toList());
    body.check();
    return blackout;
  }

  private static BlackoutWindow window(RequestBody body) {
    return new BlackoutWindow(
        value(body, "firstDay", LocalDate::parse, "a date such as 2026-12-24"),
        value(body, "lastDay", LocalDate::parse, "a date such as 2026-12-26"),
        Boolean.TRUE.equals(body.bool("yearly")),
        days(body),
        value(body, "startTime", LocalTime::parse, "a 24-hour time such as 22:00"),
        value(body, "endTime", LocalTime::parse, "a 24-hour time such as 04:00"));
  }

  private static <T> T value(
      RequestBody body, String name, Function<String, T> reading, String sample) {
    String text = body.text(name, 20);
    if (text == null || text.isBlank()) {
      return null;
    }
    try {
      return reading.apply(text.strip());
    } catch (DateTimeException e) {
      body.reject(name, body.fieldName(name) + " must be " + sample + ".");
      return null;
    }
  }

  private static Set<DayOfWeek> days(RequestBody body) {
    String text = body.text("daysOfWeek", 50);
    if (text == null || text.isBlank()) {
      return Set.of();
    }
    if (!text.matches("[0-6](,[0-6])*")) {
      throw InvalidInput.field(
          body.fieldName("daysOfWeek"),
          body.fieldName("daysOfWeek")
              + " must list days as numbers from 0 (Sunday) to 6 (Saturday), such as 0,6.");
    }
    return Arrays.stream(text.split(","))
        .map(Integer::valueOf)
        .map(day -> DayOfWeek.of(day == 0 ? 7 : day))
        .collect(Collectors.toSet());
  }

  /** A blackout. */
  public record BlackoutView(
      String name, String description, String timeZone, List<WindowView> windows) {

    private static BlackoutView of(Blackout blackout) {
      return new BlackoutView(
          blackout.name(),
          blackout.description(),
          blackout.timeZone(),
          blackout.windows().stream().map(WindowView::of).toList());
    }
  }

  /** One of its windows; see {@link BlackoutWindow}. */
  public record WindowView(
      String firstDay,
      String lastDay,
      boolean yearly,
      String daysOfWeek,
      String startTime,
      String endTime) {

    private static WindowView of(BlackoutWindow window) {
      return new WindowView(
          text(window.firstDay()),
          text(window.lastDay()),
          window.yearly(),
          window.daysOfWeek().isEmpty()
              ? null
              : window.daysOfWeek().stream()
                  .map(day -> day.getValue() % 7)
                  .sorted()
                  .map(String::valueOf)
                  .collect(Collectors.joining(",")),
          text(window.startTime()),
          text(window.endTime()));
    }

    private static String text(Object value) {
      return value == null ? null : value.toString();
    }
  }
}
