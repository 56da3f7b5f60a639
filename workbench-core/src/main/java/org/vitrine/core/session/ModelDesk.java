package org.vitrine.core.session;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Disk;
import org.vitrine.core.base.Home;
import org.vitrine.core.base.Problem;
import org.vitrine.core.history.History;
import org.vitrine.core.hub.HubCache;
import org.vitrine.core.model.Description;
import org.vitrine.core.model.Layout;
import org.vitrine.core.session.protocol.ModelList;
import org.vitrine.core.session.protocol.ModelList.ModelHead;
import org.vitrine.core.session.protocol.ModelPage;
import org.vitrine.core.session.protocol.Request;
import org.vitrine.core.session.protocol.TensorPage;
import org.vitrine.core.task.CausalLm;
import org.vitrine.core.task.ImageClassification;
import org.vitrine.core.task.MaskedLm;
import org.vitrine.core.task.QuestionAnswering;
import org.vitrine.core.task.Seq2Seq;
import org.vitrine.core.task.TextClassification;
import org.vitrine.core.task.TokenClassification;
import org.vitrine.core.tokenizer.Tokenizer;
import org.vitrine.core.train.Footprint;
import org.vitrine.core.train.RunEvent.Notice;
import org.vitrine.core.weights.TensorInfo;
import org.vitrine.core.weights.Weights;

/// Model folders, looked at without the engine: what is there, what each is, what its tensors hold.
final class ModelDesk {
  private static final int CARD_BYTES = 1 << 20;
  private static final int ALIKE = 2;

  private final Home home;

  ModelDesk(Home home) {
    this.home = home;
  }

  ModelList list(Request.ListModels ask) {
    var all = new ArrayList<ModelHead>();
    for (var folder : inside(Places.models())) all.add(head(folder, "starter"));
    for (var folder : ModelFolders.under(home.models())) all.add(head(folder, "folder"));
    for (var named : ask.folders())
      for (var folder : ModelFolders.at(Path.of(named))) all.add(head(folder, "folder"));
    all.addAll(ofRuns());
    for (var cached : HubCache.ofUser().models())
      all.add(head(cached.folder(), "cache", cached.repo()));
    return new ModelList(all);
  }

  /// What runs made, under the runs' names; those of deleted runs are not offered.
  private List<ModelHead> ofRuns() {
    var made =
        inside(home.root().resolve("runs")).stream()
            .filter(run -> Files.isRegularFile(run.resolve("final/config.json")))
            .toList();
    if (made.isEmpty()) return List.of();
    var names = new HashMap<String, String>();
    try (var history = History.open(home)) {
      history.runs(false).forEach(run -> names.put(run.id(), run.name()));
    }
    var all = new ArrayList<ModelHead>();
    for (var run : made) {
      var name = names.get(run.getFileName().toString());
      if (name != null) all.add(head(run.resolve("final"), "run", name));
    }
    return all;
  }

  private static List<Path> inside(Path folder) {
    if (!Files.isDirectory(folder)) return List.of();
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(Files::isDirectory).sorted().toList();
    } catch (IOException e) {
      throw new Problem("base.read", e, folder, Disk.reason(e));
    }
  }

  private static ModelHead head(Path folder, String source) {
    // a run’s model is called as its run
    var parent = folder.getParent();
    var named = folder.endsWith("final") && parent != null ? parent : folder;
    return head(folder, source, String.valueOf(named.getFileName()));
  }

  private static ModelHead head(Path folder, String source, String name) {
    try {
      var about = Description.of(folder);
      return new ModelHead(
          name,
          folder.toString(),
          about.family(),
          about.head() == null ? null : about.head().name(),
          source,
          about.parameters(),
          Disk.size(folder),
          tasks(about),
          about.problems().stream().findFirst().map(Problem::toFacts).orElse(null));
    } catch (Problem e) {
      return new ModelHead(
          name,
          folder.toString(),
          null,
          null,
          source,
          0,
          Disk.size(folder),
          List.of(),
          e.toFacts());
    }
  }

  private static List<String> tasks(Description about) {
    var layout = about.layout();
    if (layout == null || !about.problems().isEmpty()) return List.of();
    // tasks read texts and pictures
    if (layout.reads() == Layout.Reads.SERIES || layout.reads() == Layout.Reads.ROWS)
      return List.of();
    var tasks = new ArrayList<String>();
    for (var head : about.heads()) {
      switch (head) {
        case SEQUENCE_CLASSIFICATION -> tasks.add(TextClassification.NAME);
        case TOKEN_CLASSIFICATION -> tasks.add(TokenClassification.NAME);
        case IMAGE_CLASSIFICATION -> tasks.add(ImageClassification.NAME);
        case QUESTION_ANSWERING -> tasks.add(QuestionAnswering.NAME);
        case MASKED_LM -> tasks.add(MaskedLm.NAME);
        case CAUSAL_LM -> tasks.add(CausalLm.NAME);
        case SEQUENCE_TO_SEQUENCE -> tasks.add(Seq2Seq.NAME);
        default -> {}
      }
    }
    return tasks;
  }

  ModelPage show(Request.ShowModel ask) {
    var folder = Places.model(ask.path());
    var about = Description.of(folder);
    var facts = about.facts();
    var tensors = new ArrayList<ModelPage.Tensor>();
    try (var weights = Weights.open(folder)) {
      for (var each : weights.tensors()) {
        tensors.add(
            new ModelPage.Tensor(
                each.name(),
                each.type().name(),
                each.shape(),
                elements(each),
                weights.file(each.name()).getFileName().toString()));
      }
    }
    Map<String, Long> memory = new LinkedHashMap<>();
    var need = facts == null ? null : Footprint.of(about);
    if (need != null) {
      memory.put("run", need.run());
      memory.put("tune", need.tune());
    } else memory.put("run", about.parameters() * Float.BYTES);
    return new ModelPage(
        head(folder, "folder"),
        about.configText(),
        about.labels(),
        facts == null ? 0 : facts.layers(),
        facts == null ? 0 : facts.heads(),
        facts == null ? 0 : facts.hiddenSize(),
        facts == null ? 0 : facts.vocabSize(),
        facts == null ? 0 : facts.maxPositions(),
        TensorTree.of(folder.getFileName().toString(), tensors),
        tensors,
        files(folder),
        about.report().unexpected(),
        about.report().missing(),
        tokenizer(folder),
        findings(about, tensors),
        memory,
        Anatomies.of(about, tensors, need));
  }

  /// What is wrong, two of a kind, and how many more there are: a model of another size has nothing where it belongs.
  private static List<Notice> findings(Description about, List<ModelPage.Tensor> tensors) {
    var byKey = new LinkedHashMap<String, List<Problem>>();
    for (var each : about.problems())
      byKey.computeIfAbsent(each.key(), _ -> new ArrayList<>()).add(each);
    var findings = new ArrayList<Notice>();
    for (var alike : byKey.values()) {
      int told = alike.size() <= ALIKE + 1 ? alike.size() : ALIKE;
      for (var p : alike.subList(0, told)) findings.add(new Notice(p.key(), p.facts()));
      if (told < alike.size()) findings.add(Notice.of("session.more_alike", alike.size() - told));
    }
    var stored = Anatomies.storage(tensors);
    if (about.problems().isEmpty() && !stored.isEmpty() && !stored.getFirst().equals("F32"))
      findings.add(Notice.of("session.stored", stored.getFirst(), about.parameters() * 4 >> 20));
    return findings;
  }

  private static long elements(TensorInfo tensor) {
    return tensor.shape().stream().reduce(1L, (a, b) -> a * b);
  }

  private static List<ModelPage.FileInfo> files(Path folder) {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(Files::isRegularFile)
          .sorted()
          .map(file -> new ModelPage.FileInfo(file.getFileName().toString(), Disk.size(file)))
          .toList();
    } catch (IOException e) {
      throw new Problem("base.read", e, folder, Disk.reason(e));
    }
  }

  private static ModelPage.@Nullable TokenizerInfo tokenizer(Path folder) {
    try (var tokenizer = Tokenizer.open(folder)) {
      var special = tokenizer.special();
      var names = new LinkedHashMap<String, String>();
      name(names, "pad", special.pad(), tokenizer);
      name(names, "unk", special.unk(), tokenizer);
      name(names, "cls", special.cls(), tokenizer);
      name(names, "sep", special.sep(), tokenizer);
      name(names, "mask", special.mask(), tokenizer);
      name(names, "bos", special.bos(), tokenizer);
      name(names, "eos", special.eos(), tokenizer);
      return new ModelPage.TokenizerInfo(tokenizer.kind(), tokenizer.vocabSize(), names);
    } catch (Problem _) {
      return null; // a page without a tokenizer still shows the tensors
    }
  }

  private static void name(Map<String, String> names, String what, long id, Tokenizer tokenizer) {
    if (id >= 0) names.put(what, String.valueOf(tokenizer.token(id)));
  }

  TensorPage tensor(Request.ShowTensor ask) {
    try (var weights = Weights.open(Places.model(ask.path()))) {
      return TensorLook.at(weights, ask.tensor());
    }
  }

  Request.CardText card(Request.ReadCard ask) {
    var file = Places.model(ask.path()).resolve("README.md");
    if (!Files.isRegularFile(file)) return new Request.CardText("");
    try (var in = Files.newInputStream(file)) {
      return new Request.CardText(new String(in.readNBytes(CARD_BYTES), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new Problem("base.read", e, file, Disk.reason(e));
    }
  }
}
