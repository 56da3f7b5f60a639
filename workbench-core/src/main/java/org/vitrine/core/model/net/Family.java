package org.vitrine.core.model.net;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.vitrine.core.nn.Params;
import tools.jackson.databind.node.ObjectNode;

/// A family's registration: its name in `config.json`, its tree, and the names under which files have stored it.
public final class Family {
  /// Builds the tree of layers, and with it the map of names.
  public interface Tree {
    Net build(Settings settings, Head head, int labels, Params at);
  }

  /// Reads what all families have.
  public interface Facts {
    ModelConfig read(Settings settings, ObjectNode json);
  }

  private final String name;
  private final Facts facts;
  private final Tree tree;
  private final Map<Head, String> architectures = new EnumMap<>(Head.class);
  private final Map<String, Head> otherArchitectures = new LinkedHashMap<>();
  private final List<Map.Entry<String, String>> oldNames = new ArrayList<>();
  private final Map<String, String> lastWords = new LinkedHashMap<>();
  private final Set<String> inputs =
      new LinkedHashSet<>(
          List.of(
              "input_ids",
              "attention_mask",
              "token_type_ids",
              "position_ids",
              "labels",
              "start_positions",
              "end_positions"));
  private final List<Pattern> ignored = new ArrayList<>();
  private final Map<String, Integer> usual = new LinkedHashMap<>();
  private List<String> prefixes = List.of();
  private boolean paddedLeft;
  private boolean segmented;
  private String parting = "";
  private List<String> parted = List.of();
  private Function<ObjectNode, Head> unsaid = _ -> Head.BASE;

  private Family(String name, Facts facts, Tree tree) {
    this.name = name;
    this.facts = facts;
    this.tree = tree;
  }

  /// @param name `model_type` in `config.json`; @param stem how its class names begin in `architectures`
  public static Family of(String name, String stem, Facts facts, Tree tree, Head... heads) {
    var family = new Family(name, facts, tree);
    family.architectures.put(Head.BASE, stem + Head.BASE.ending());
    for (var head : heads) family.architectures.put(head, stem + head.ending());
    return family;
  }

  /// A net that has no class of the reference's: `architectures` says nothing of it, `head` finds out what it does.
  public static Family plain(
      String name, Facts facts, Tree tree, Function<ObjectNode, Head> head, Head... heads) {
    var family = new Family(name, facts, tree);
    for (var each : heads) family.architectures.put(each, "");
    family.unsaid = head;
    return family;
  }

  /// What a model is whose `architectures` names nothing: the bare one, where it has no other way to say so.
  public Head unsaidHead(ObjectNode json) {
    return unsaid.apply(json);
  }

  public Family architecture(Head head, String written) {
    architectures.put(head, written);
    return this;
  }

  /// A class that is opened as this head, and saved as the head's own.
  public Family alsoFrom(Head head, String written) {
    otherArchitectures.put(written, head);
    return this;
  }

  /// Files of the bare model leave this out, files of a model with a head have it; several where heads disagree.
  public Family optionalPrefix(String... prefixes) {
    this.prefixes = List.of(prefixes);
    return this;
  }

  /// A name ending that some files have in the place of another.
  public Family oldName(String old, String now) {
    oldNames.add(Map.entry(old, now));
    return this;
  }

  /// It tells the two texts of a pair apart by their token types, though it has no table of types.
  public Family segmented() {
    segmented = true;
    return this;
  }

  /// Whether texts are to come with token types. Decoders are left without: theirs would be looked up among the words.
  public boolean typed(ModelConfig config) {
    return segmented || config.json().path("type_vocab_size").asInt(0) > 1;
  }

  /// Its classifier reads the last place of a text, so padding goes before.
  public Family paddedLeft() {
    paddedLeft = true;
    return this;
  }

  /// Whether a head wants padding before the texts.
  public boolean padsLeft(Head head) {
    return paddedLeft && head == Head.SEQUENCE_CLASSIFICATION;
  }

  /// A setting of old files that stands in the place of another wherever it is there.
  public Family lastWord(String old, String now) {
    lastWords.put(old, now);
    return this;
  }

  /// In a model without tied words, a file that holds a table for each of two parts says that they share none.
  ///
  /// @param setting that says so; @param tables how the names of both end
  public Family parting(String setting, String... tables) {
    parting = setting;
    parted = List.of(tables);
    return this;
  }

  /// Notes in `json` what only the file's names tell.
  ///
  /// @return whether there was such a thing
  public boolean noteParted(ObjectNode json, Set<String> stored) {
    if (parted.isEmpty() || json.path("tie_word_embeddings").asBoolean(true)) return false;
    if (!json.path(parting).asBoolean(true)) return false;
    if (!parted.stream().allMatch(end -> stored.stream().anyMatch(name -> name.endsWith(end))))
      return false;
    json.put(parting, false);
    return true;
  }

  /// Settings by the names that most families give them. In the reference these have the last word.
  public Family calling(String width, String layers, String heads) {
    lastWord("hidden_size", width);
    lastWord("num_hidden_layers", layers);
    return lastWord("num_attention_heads", heads);
  }

  /// What holds where `config.json` is silent and others than the tree ask for it, too: ids of tokens, the number of
  /// labels. A setting that says null stays so.
  public Family usually(String setting, int value) {
    usual.put(setting, value);
    return this;
  }

  /// Tensors that files carry and the numbers do not need.
  public Family ignoring(String... endings) {
    for (var ending : endings) ignored.add(Pattern.compile("(.*\\.)?" + ending));
    return this;
  }

  /// Inputs beyond those that every family of texts reads.
  public Family reading(String... names) {
    inputs.addAll(List.of(names));
    return this;
  }

  /// All inputs of a family that reads no texts, or not only these.
  public Family readingOnly(String... names) {
    inputs.clear();
    return reading(names);
  }

  /// Whether it reads an input of this name (see [Batch]).
  public boolean reads(String input) {
    return inputs.contains(input);
  }

  public String name() {
    return name;
  }

  public Set<Head> heads() {
    return architectures.keySet();
  }

  public String architecture(Head head) {
    return architectures.getOrDefault(head, "");
  }

  public Optional<Head> head(String architecture) {
    return architectures.entrySet().stream()
        .filter(each -> each.getValue().equals(architecture))
        .map(Map.Entry::getKey)
        .findFirst()
        .or(() -> Optional.ofNullable(otherArchitectures.get(architecture)));
  }

  public void complete(ObjectNode json) {
    lastWords.forEach((old, now) -> {
      var told = json.remove(old);
      if (told != null && !told.isNull()) json.set(now, told);
    });
    usual.forEach((name, value) -> {
      if (!json.has(name)) json.put(name, value);
    });
    if (json.has("id2label")) json.remove("num_labels");
  }

  public ModelConfig facts(Settings settings, ObjectNode json) {
    return facts.read(settings, json);
  }

  public Net build(Settings settings, Head head, int labels, Params at) {
    return tree.build(settings, head, labels, at);
  }

  /// Under which names a file may hold the tensor, likeliest first.
  public Set<String> namesOf(String name) {
    var all = new LinkedHashSet<String>();
    all.add(name);
    var bare =
        prefixes.stream()
            .filter(name::startsWith)
            .findFirst()
            .map(prefix -> name.substring(prefix.length()))
            .orElse(name);
    all.add(bare);
    for (var prefix : prefixes) all.add(prefix + bare);
    for (var known : List.copyOf(all)) {
      for (var each : oldNames) {
        var now = each.getValue();
        if (known.endsWith(now))
          all.add(known.substring(0, known.length() - now.length()) + each.getKey());
      }
    }
    return all;
  }

  public boolean ignores(String stored) {
    return ignored.stream().anyMatch(each -> each.matcher(stored).matches());
  }
}
