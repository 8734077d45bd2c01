package io.horarium.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.horarium.it.testkit.Database;
import io.horarium.it.testkit.IdmClient;
import io.horarium.it.testkit.IdmClient.Reply;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How callers of the IDM dialect come in and leave (contract/openidm-scheduler.md 2 and 13). */
@ExtendWith(ArquillianExtension.class)
class IdmSessionIT {

  private static final String BASIC =
      "Basic "
          + Base64.getEncoder()
              .encodeToString(
                  (IdmClient.ADMINISTRATOR + ":" + IdmClient.PASSWORD)
                      .getBytes(StandardCharsets.UTF_8));

  private final IdmClient nobody = IdmClient.ofAdministrator().bare();
  private final IdmClient byHeaders =
      nobody
          .with("X-OpenIDM-Username", IdmClient.ADMINISTRATOR)
          .with("X-OpenIDM-Password", IdmClient.PASSWORD);

  private static void assertRefused(Reply reply, int code, String reason, String message) {
    assertThat(reply.status()).as(reply.text()).isEqualTo(code);
    assertThat(reply.object().getInt("code")).isEqualTo(code);
    assertThat(reply.object().getString("reason")).isEqualTo(reason);
    assertThat(reply.object().getString("message")).isEqualTo(message);
  }

  private static String cookie(Reply reply) {
    String header = reply.header("Set-Cookie");
    assertThat(header)
        .startsWith("session-jwt=")
        .contains("; Path=/", "; HttpOnly", "SameSite=Lax");
    return header.substring(0, header.indexOf(';'));
  }

  @Test
  void withoutValidCredentialsTheAnswerIs401() {
    List<IdmClient> strangers =
        List.of(
            nobody,
            nobody.with("X-OpenIDM-Username", IdmClient.ADMINISTRATOR),
            byHeaders.with("X-OpenIDM-Password", "wrong").with("X-OpenIDM-Username", "nobody"),
            nobody.with("Authorization", "Bearer abc"),
            nobody.with("Authorization", "Basic !!!"),
            nobody.with("Authorization", "Negotiate x"),
            nobody.with("Cookie", "session-jwt=abc"));

    for (IdmClient stranger : strangers) {
      assertRefused(
          stranger.get("scheduler/job?_queryFilter=true"), 401, "Unauthorized", "Access Denied");
      assertRefused(stranger.get("info/ping"), 401, "Unauthorized", "Access Denied");
    }
  }

  @Test
  void namesAndPasswordsComeInHeadersOrAsBasic() {
    for (IdmClient known :
        List.of(
            byHeaders,
            nobody.with("Authorization", BASIC),
            nobody
                .with("X-OpenIDM-Username", "utf-8''openidm%2Dadmin")
                .with("X-OpenIDM-Password", "UTF-8'en'" + IdmClient.PASSWORD))) {
      Reply login = known.get("info/login").expect(200);

      assertThat(login.header("Content-Type")).isEqualTo("application/json;charset=UTF-8");
      assertThat(login.header("Content-API-Version")).isEqualTo("protocol=2.1,resource=1.0");
      JsonObject body = login.object();
      assertThat(body.getString("_id")).isEqualTo("login");
      assertThat(body.getString("authenticationId")).isEqualTo(IdmClient.ADMINISTRATOR);
      assertThat(body.getJsonObject("authorization").getJsonArray("roles").toString())
          .contains("openidm-admin", "openidm-authorized");
      cookie(login);
    }
    assertThat(byHeaders.get("info/ping").expect(200).object().getString("state"))
        .isEqualTo("ACTIVE_READY");
    assertThat(byHeaders.get("info/version").expect(200).object().getString("productVersion"))
        .isEqualTo("7.5.0");
  }

  @Test
  void aSessionTakesThePlaceOfThePassword() {
    IdmClient session = nobody.with("Cookie", cookie(byHeaders.get("info/login").expect(200)));

    session.get("info/login").expect(200);
    assertRefused(
        session.post("authentication?_action=login", null), 403, "Forbidden", "Access denied");
    assertRefused(
        session.get("scheduler/trigger?_queryFilter=true"), 403, "Forbidden", "Access denied");
    IdmClient page = session.with("X-Requested-With", "XMLHttpRequest");
    page.post("authentication?_action=login", null).expect(200);

    Reply gone = page.post("authentication?_action=logout", null).expect(200);

    assertThat(gone.header("Set-Cookie")).contains("session-jwt=;", "Max-Age=0");
    assertRefused(session.get("info/login"), 401, "Unauthorized", "Access Denied");
  }

  @Test
  void whoWantsNoSessionGetsNone() {
    Reply reply = byHeaders.with("X-OpenIDM-NoSession", "true").get("info/ping").expect(200);

    assertThat(reply.header("Set-Cookie")).isNull();
  }

  @Test
  void aTokenServesPrograms() {
    JsonObject issued =
        byHeaders
            .post("authentication?_action=issueToken", "{\"expiresIn\": 600}")
            .expect(200)
            .object();
    IdmClient program = nobody.with("Authorization", "Bearer " + issued.getString("access_token"));

    assertThat(issued.getString("token_type")).isEqualTo("Bearer");
    assertThat(issued.getInt("expires_in")).isEqualTo(600);
    program.get("info/login").expect(200);
    program.post("authentication?_action=login", null).expect(200);
    program.get("/api/v1/schedules").expect(200);
    program.post("authentication?_action=logout", null).expect(200);
    assertRefused(program.get("info/login"), 401, "Unauthorized", "Access Denied");
    for (String bad : List.of("0", "86401", "\"x\"")) {
      byHeaders
          .post("authentication?_action=issueToken", "{\"expiresIn\": " + bad + "}")
          .expect(400);
    }
  }

  @Test
  void theOtherDialectTakesBasicButNeitherTheHeadersNorTheCookie() {
    nobody.with("Authorization", BASIC).get("/api/v1/schedules").expect(200);
    byHeaders.get("/api/v1/schedules").expect(401);
    nobody
        .with("Cookie", cookie(byHeaders.get("info/login").expect(200)))
        .get("/api/v1/schedules")
        .expect(401);
    JsonObject user =
        nobody.with("Authorization", BASIC).get("/api/v1/userinfo").expect(200).object();
    assertThat(user.getString("name")).isEqualTo(IdmClient.ADMINISTRATOR);
    assertThat(user.getBoolean("isAdministrator")).isTrue();
  }

  @Test
  void anonymousAndUsersWithoutTheRoleMayOnlyAskWhoTheyAre() {
    String name = "user-" + UUID.randomUUID();
    Database.ofTestServer()
        .update(
            """
            insert into horarium.app_user (id, name, password_hash, password_changed_at, created)
            select gen_random_uuid(), ?, password_hash, now(), now()
              from horarium.app_user where name = 'openidm-admin'""",
            name);
    IdmClient anonymous =
        nobody.with("X-OpenIDM-Username", "anonymous").with("X-OpenIDM-Password", "anonymous");
    IdmClient user = byHeaders.with("X-OpenIDM-Username", name);

    for (IdmClient weak : List.of(anonymous, user)) {
      weak.get("info/ping").expect(200);
      weak.get("info/login").expect(200);
      for (String path :
          List.of(
              "scheduler/job?_queryFilter=true",
              "scheduler/job/x",
              "config/schedule/x",
              "taskscanner",
              "cluster",
              "nothing")) {
        assertRefused(weak.get(path), 403, "Forbidden", "Access denied");
      }
    }
    assertThat(anonymous.get("info/login").text()).contains("openidm-reg");
    assertThat(user.get("info/login").text()).contains("openidm-authorized");
  }

  @Test
  void theProtocolsOwnRulesHoldEverywhere() {
    IdmClient admin = IdmClient.ofAdministrator();

    assertRefused(admin.get("zzz"), 404, "Not Found", "Resource &#39;zzz&#39; not found");
    assertRefused(
        admin.with("Accept-API-Version", "resource=3.0").get("info/ping"),
        404,
        "Not Found",
        "Resource &#39;&#39; not found");
    assertRefused(
        admin.with("Accept-API-Version", "banana").get("info/ping"),
        400,
        "Bad Request",
        "Version string is in an invalid format: banana");
    assertRefused(
        admin.get("info/ping?_frob=1"),
        400,
        "Bad Request",
        "Unrecognized request parameter &#39;_frob&#39;");
    assertThat(admin.with("If-Modified-Since", "x").get("info/ping").status()).isEqualTo(409);
    assertThat(admin.with("If-Match", "*").get("info/ping").status()).isEqualTo(412);
    assertThat(admin.send("HEAD", "info/ping", null).status()).isEqualTo(501);
    assertThat(admin.delete("info/ping").status()).isEqualTo(501);
    assertThat(admin.get("info/ping?_prettyPrint=true").expect(200).text()).contains("\n");
    assertThat(admin.get("info/login?_fields=authenticationId").expect(200).object().keySet())
        .containsExactlyInAnyOrder("_id", "authenticationId");
    assertThat(admin.with("X-HTTP-Method-Override", "DELETE").post("info/ping", null).status())
        .isEqualTo(501);
  }
}
