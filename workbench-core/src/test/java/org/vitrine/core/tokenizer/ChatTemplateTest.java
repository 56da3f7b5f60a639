package org.vitrine.core.tokenizer;

import static org.assertj.core.api.BDDAssertions.then;
import static org.assertj.core.api.BDDAssertions.thenThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vitrine.core.base.Problem;

class ChatTemplateTest {
  private static final List<Map<String, Object>> TALK =
      List.of(
          Map.of("role", "user", "content", "Hi"), Map.of("role", "assistant", "content", "Yes?"));

  @TempDir Path folder;

  private void config(String json) throws IOException {
    Files.writeString(folder.resolve("tokenizer_config.json"), json);
  }

  @Test
  void the_template_of_the_configuration_is_filled_with_its_tokens() throws IOException {
    config(
        """
        {"bos_token": {"content": "<s>"}, "eos_token": "</s>",
         "chat_template": "{{ bos_token }}{% for m in messages %}[{{ m.role }}] {{ m.content }}{{ eos_token }}{% endfor %}{% if add_generation_prompt %}[assistant]{% endif %}{% if tools is none %}.{% endif %}"}
        """);
    then(ChatTemplate.of(folder).prompt(TALK))
        .isEqualTo("<s>[user] Hi</s>[assistant] Yes?</s>[assistant].");
  }

  @Test
  void of_several_the_usual_one_is_taken_and_a_file_of_its_own_goes_first() throws IOException {
    config(
        """
        {"chat_template": [{"name": "tool_use", "template": "tools"},
                           {"name": "default", "template": "{{ messages | length }}"}]}
        """);
    then(ChatTemplate.of(folder).prompt(TALK)).isEqualTo("2");
    Files.writeString(folder.resolve("chat_template.json"), "{\"chat_template\": \"from json\"}");
    then(ChatTemplate.of(folder).prompt(TALK)).isEqualTo("from json");
    Files.writeString(folder.resolve("chat_template.jinja"), "own file\n");
    then(ChatTemplate.of(folder).prompt(TALK)).isEqualTo("own file");
  }

  @Test
  void a_folder_without_one_says_so() throws IOException {
    config("{}");
    thenThrownBy(() -> ChatTemplate.of(folder))
        .isInstanceOfSatisfying(Problem.class, p -> then(p.key()).isEqualTo("tokenizer.no_chat"));
  }
}
