package org.vitrine.core.tokenizer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Disk;
import org.vitrine.core.base.Json;
import org.vitrine.core.base.Problem;
import org.vitrine.core.template.Template;
import tools.jackson.databind.JsonNode;

/// How a model wants a conversation written down, as its folder says in `chat_template.jinja`, `chat_template.json` or
/// `chat_template` of `tokenizer_config.json`.
public final class ChatTemplate {
  private static final String KEY = "chat_template", CONFIG = "tokenizer_config.json";
  private static final List<String> TOKENS =
      List.of(
          "bos_token",
          "eos_token",
          "unk_token",
          "sep_token",
          "pad_token",
          "cls_token",
          "mask_token");

  private final Template template;
  private final Map<String, @Nullable Object> tokens;

  private ChatTemplate(Template template, Map<String, @Nullable Object> tokens) {
    this.template = template;
    this.tokens = tokens;
  }

  /// @throws Problem `tokenizer.no_chat` if the folder has none
  public static ChatTemplate of(Path folder) {
    var source = source(folder).orElseThrow(() -> new Problem("tokenizer.no_chat", folder));
    return new ChatTemplate(Template.parse(source), tokens(folder));
  }

  private static Optional<String> source(Path folder) {
    var alone = folder.resolve("chat_template.jinja");
    try {
      if (Files.isRegularFile(alone)) return Optional.of(Files.readString(alone));
    } catch (IOException e) {
      throw new Problem("base.read", e, alone, Disk.reason(e));
    }
    for (var name : List.of("chat_template.json", CONFIG)) {
      var found = read(folder.resolve(name)).path(KEY);
      if (found.isString()) return Optional.of(found.stringValue());
      // several by name, for tools say; one of them is the usual one
      for (var each : found)
        if (each.path("name").asString("").equals("default"))
          return Optional.of(each.path("template").asString(""));
    }
    return Optional.empty();
  }

  private static JsonNode read(Path file) {
    return Files.isRegularFile(file) ? Json.read(file) : Json.object();
  }

  private static Map<String, @Nullable Object> tokens(Path folder) {
    var all = new LinkedHashMap<String, @Nullable Object>();
    for (var file : List.of("special_tokens_map.json", CONFIG)) {
      var json = read(folder.resolve(file));
      for (var name : TOKENS) {
        var token = json.path(name);
        var text = token.isString() ? token.stringValue() : token.path("content").asString("");
        if (!text.isEmpty()) all.put(name, text);
      }
    }
    return all;
  }

  /// The conversation as one text, up to where the model's answer begins. Its special tokens are in it.
  ///
  /// @param messages each with `role` and `content`, and what else the template knows
  /// @throws Problem `template.raised` where the template refuses them, and others of [Template#render]
  public String prompt(List<Map<String, Object>> messages) {
    var values = new LinkedHashMap<String, @Nullable Object>(tokens);
    values.put("messages", messages);
    values.put("tools", null);
    values.put("documents", null);
    values.put("add_generation_prompt", true);
    return template.render(values, LocalDateTime.now());
  }
}
