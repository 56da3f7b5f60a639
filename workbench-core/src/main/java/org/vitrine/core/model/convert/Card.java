package org.vitrine.core.model.convert;

import java.util.ArrayList;
import java.util.List;

/// What a model card says that no weight file knows.
///
/// @param title the model's name
/// @param origin where it was taken from, Markdown
/// @param licence as model cards name licences, `apache-2.0` say; empty if nobody stated one
/// @param languages ISO 639 codes, may be empty
/// @param text what a user should know, Markdown; may be empty
public record Card(
    String title, String origin, String licence, List<String> languages, String text) {
  public Card {
    languages = List.copyOf(languages);
  }

  /// A card for a model about which nothing but its file's name is known.
  public static Card unknown(String name) {
    return new Card(name, "`" + name + "`, from a file on this machine.", "", List.of(), "");
  }

  /// The card as `README.md`, with the header that model hubs read.
  ///
  /// @param conversion what was done to the weights, Markdown
  public String markdown(String conversion) {
    List<String> lines = new ArrayList<>();
    lines.add("---");
    if (!licence.isEmpty()) lines.add("license: " + licence);
    if (!languages.isEmpty()) {
      lines.add("language:");
      languages.forEach(each -> lines.add("- " + each));
    }
    lines.add("library_name: transformers");
    lines.add("---");
    lines.add("# " + title);
    if (!text.isEmpty()) lines.add("\n" + text);
    lines.add("\n## Origin\n\n" + origin);
    lines.add(
        "\n## Licence\n\n"
            + (licence.isEmpty() ? "None is stated: ask where the model comes from." : licence));
    lines.add("\n## Conversion\n\n" + conversion + "\n");
    return String.join("\n", lines);
  }
}
