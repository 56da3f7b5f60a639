package org.vitrine.core.session;

import java.lang.reflect.ParameterizedType;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Json;
import org.vitrine.core.base.Problem;
import org.vitrine.core.session.protocol.Request;
import tools.jackson.databind.JsonNode;

/// One line between a client and its worker, as JSON: a question and its cancelling one way, progress and one ending the
/// other way.
final class Wire {
  private static final Map<String, Class<?>> REQUESTS =
      Arrays.stream(Request.class.getPermittedSubclasses())
          .collect(Collectors.toMap(Class::getSimpleName, Function.identity()));

  private Wire() {}

  /// @param ask simple name of the request's record, null to cancel
  record Question(long id, @Nullable String ask, @Nullable JsonNode body) {
    static Question of(long id, Request<?> request) {
      return new Question(
          id, request.getClass().getSimpleName(), Json.mapper().valueToTree(request));
    }

    static Question cancel(long id) {
      return new Question(id, null, null);
    }

    Request<?> request() {
      var type = REQUESTS.get(ask);
      if (type == null || body == null) throw new IllegalArgumentException(String.valueOf(ask));
      return (Request<?>) Json.convert(body, type);
    }
  }

  /// Exactly one of `what` (progress), `piece` (of a text that is being written), `reply`, `problem` and `bug` is there; `cancelled` stands alone.
  record Answer(
      long id,
      @Nullable String what,
      long done,
      long total,
      @Nullable String piece,
      @Nullable JsonNode reply,
      Problem.@Nullable Facts problem,
      @Nullable String bug,
      boolean cancelled) {
    Answer {
      if (reply != null && reply.isNull())
        reply = null; // a missing node reads back as one that holds null
    }

    static Answer progress(long id, String what, long done, long total) {
      return new Answer(id, what, done, total, null, null, null, null, false);
    }

    static Answer piece(long id, String text) {
      return new Answer(id, null, 0, 0, text, null, null, null, false);
    }

    /// Whether more comes after this.
    boolean goesOn() {
      return what != null || piece != null;
    }

    static Answer reply(long id, Record reply) {
      return new Answer(id, null, 0, 0, null, Json.mapper().valueToTree(reply), null, null, false);
    }

    static Answer problem(long id, Problem problem) {
      return new Answer(id, null, 0, 0, null, null, problem.toFacts(), null, false);
    }

    static Answer bug(long id, Throwable bug) {
      return new Answer(id, null, 0, 0, null, null, null, bug.toString(), false);
    }

    static Answer cancelled(long id) {
      return new Answer(id, null, 0, 0, null, null, null, null, true);
    }
  }

  /// The record that answers this kind of request.
  @SuppressWarnings("unchecked")
  static <R extends Record> Class<R> replyType(Request<R> request) {
    for (var type : request.getClass().getGenericInterfaces()) {
      if (type instanceof ParameterizedType p && p.getRawType() == Request.class) {
        return (Class<R>) p.getActualTypeArguments()[0];
      }
    }
    throw new IllegalArgumentException(request.getClass().getName());
  }
}
