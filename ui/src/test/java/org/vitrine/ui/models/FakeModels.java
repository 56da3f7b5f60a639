package org.vitrine.ui.models;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Problem;
import org.vitrine.core.session.protocol.Anatomy;
import org.vitrine.core.session.protocol.ModelList;
import org.vitrine.core.session.protocol.ModelList.ModelHead;
import org.vitrine.core.session.protocol.ModelPage;
import org.vitrine.core.session.protocol.Request;
import org.vitrine.core.session.protocol.TensorPage;
import org.vitrine.core.session.protocol.TokenList;
import org.vitrine.core.session.protocol.TokenList.Token;
import org.vitrine.ui.testing.FakeWorkbench;

/// A workbench that knows a base-sized encoder down to its values, a model of an unknown kind and a damaged one.
final class FakeModels {
  static final String BASE = "/cache/bert-base-uncased";
  static final String PICTURES = "/cache/vit-base-patch16-224";
  static final String UNKNOWN = "/cache/mamba-130m-hf";
  static final String DAMAGED = "/models/news-roberta";

  private FakeModels() {}

  static FakeWorkbench workbench() {
    var workbench = new FakeWorkbench();
    workbench.answer(Request.ListModels.class, q -> list(workbench, q));
    workbench.answer(
        Request.ShowModel.class,
        q -> {
          if (q.path().equals(DAMAGED))
            throw new Problem(
                "weights.truncated",
                "model.safetensors",
                "encoder.layer.9.output.dense.weight",
                336_149_632,
                312_475_648);
          return page(workbench, q.path());
        });
    workbench.answer(Request.ShowTensor.class, q -> tensor(q.tensor()));
    workbench.answer(Request.Tokenize.class, q -> tokens(q.text()));
    workbench.answer(
        Request.Detokenize.class,
        q -> new Request.Detokenized("vitrine shows", "[CLS] vitrine shows [SEP]", List.of()));
    workbench.answer(
        Request.ReadCard.class,
        _ ->
            new Request.CardText(
                "---\nlicense: mit\n---\n# bert-base\n\nA **base** encoder.\n\n- one\n- two\n\n```\ncode\n```\n"));
    return workbench;
  }

  private static ModelList list(FakeWorkbench workbench, Request.ListModels ask) {
    var starters = workbench.starters().resolve("models");
    var all = new ArrayList<ModelHead>();
    all.add(
        head(
            "tiny-bert",
            starters.resolve("tiny-bert").toString(),
            "bert",
            "SEQUENCE_CLASSIFICATION",
            "starter",
            4_386_178,
            17_560_000,
            null));
    all.add(
        head(
            "tiny-gpt",
            starters.resolve("tiny-gpt").toString(),
            "gpt2",
            "CAUSAL_LM",
            "starter",
            3_210_000,
            12_900_000,
            null));
    all.add(
        head(
            "news-roberta",
            DAMAGED,
            null,
            null,
            "folder",
            0,
            499_000_000,
            new Problem("model.no_config", "news-roberta")));
    for (var folder : ask.folders())
      all.add(
          head(
              folder.substring(folder.lastIndexOf('/') + 1),
              folder,
              "bert",
              "BASE",
              "folder",
              1000,
              4000,
              null));
    all.add(
        head(
            "sst2-bert-base",
            "/runs/7/final",
            "bert",
            "SEQUENCE_CLASSIFICATION",
            "run",
            109_483_778,
            438_000_000,
            null));
    all.add(
        head(
            "bert-base-uncased",
            BASE,
            "bert",
            "MASKED_LM",
            "cache",
            109_482_240,
            440_473_133,
            null));
    all.add(
        head("gpt2", "/cache/gpt2", "gpt2", "CAUSAL_LM", "cache", 124_439_808, 548_105_171, null));
    all.add(
        head(
            "vit-base-patch16-224",
            PICTURES,
            "vit",
            "IMAGE_CLASSIFICATION",
            "cache",
            86_567_656,
            346_000_000,
            null));
    all.add(
        head(
            "mamba-130m-hf",
            UNKNOWN,
            null,
            null,
            "cache",
            129_135_360,
            517_000_000,
            new Problem("model.family", "mamba", "bert, gpt2")));
    return new ModelList(all);
  }

  private static ModelHead head(
      String name,
      String path,
      @Nullable String family,
      @Nullable String head,
      String source,
      long parameters,
      long bytes,
      @Nullable Problem problem) {
    var tasks = problem == null ? List.of("text-classification", "masked-lm") : List.<String>of();
    return new ModelHead(
        name,
        path,
        family,
        head,
        source,
        parameters,
        bytes,
        tasks,
        problem == null ? null : problem.toFacts());
  }

  static ModelPage page(FakeWorkbench workbench, String path) {
    var heads = list(workbench, new Request.ListModels(List.of())).models();
    var head =
        heads.stream().filter(h -> h.path().equals(path)).findFirst().orElse(heads.getFirst());
    var tensors = new ArrayList<ModelPage.Tensor>();
    boolean pictures = path.equals(PICTURES);
    if (pictures) return picturePage(head);
    add(tensors, "bert.embeddings.word_embeddings.weight", 30522, 768);
    add(tensors, "bert.embeddings.position_embeddings.weight", 512, 768);
    add(tensors, "bert.embeddings.token_type_embeddings.weight", 2, 768);
    add(tensors, "bert.embeddings.LayerNorm.weight", 768);
    add(tensors, "bert.embeddings.LayerNorm.bias", 768);
    for (int i = 0; i < 12; i++) {
      var at = "bert.encoder.layer." + i + ".";
      for (var name :
          List.of(
              "attention.self.query",
              "attention.self.key",
              "attention.self.value",
              "attention.output.dense")) dense(tensors, at + name, 768, 768);
      dense(tensors, at + "intermediate.dense", 3072, 768);
      dense(tensors, at + "output.dense", 768, 3072);
    }
    dense(tensors, "bert.pooler.dense", 768, 768);
    var files =
        List.of(
            new ModelPage.FileInfo("config.json", 570),
            new ModelPage.FileInfo("model.safetensors", 440_449_768),
            new ModelPage.FileInfo("tokenizer.json", 466_062));
    var specials = new LinkedHashMap<String, String>();
    for (var name : List.of("pad", "unk", "cls", "sep", "mask"))
      specials.put(name, "[" + name.toUpperCase(java.util.Locale.ROOT) + "]");
    Map<String, Long> memory = new LinkedHashMap<>();
    memory.put("run", 440_000_000L);
    memory.put("tune", 1_760_000_000L);
    boolean known = head.family() != null;
    return new ModelPage(
        head,
        "{\n  \"model_type\": \"bert\"\n}",
        List.of(),
        known ? 12 : 0,
        known ? 12 : 0,
        known ? 768 : 0,
        30522,
        512,
        tree("bert-base-uncased", "", tensors),
        tensors,
        files,
        List.of(),
        List.of(),
        new ModelPage.TokenizerInfo("WordPiece", 30522, specials),
        List.of(),
        memory,
        known ? encoder() : null);
  }

  private static ModelPage picturePage(ModelHead head) {
    var tensors = new ArrayList<ModelPage.Tensor>();
    add(tensors, "vit.embeddings.cls_token", 1, 1, 768);
    add(tensors, "vit.embeddings.patch_embeddings.projection.weight", 768, 3, 16, 16);
    add(tensors, "vit.embeddings.position_embeddings", 1, 197, 768);
    for (int i = 0; i < 12; i++) {
      var at = "vit.encoder.layer." + i + ".";
      for (var name : List.of("query", "key", "value"))
        dense(tensors, at + "attention.attention." + name, 768, 768);
      dense(tensors, at + "attention.output.dense", 768, 768);
      dense(tensors, at + "intermediate.dense", 3072, 768);
      dense(tensors, at + "output.dense", 768, 3072);
    }
    dense(tensors, "classifier", 3, 768);
    Map<String, Long> memory = new LinkedHashMap<>();
    memory.put("run", 640_000_000L);
    memory.put("tune", 2_900_000_000L);
    var layers = new Anatomy.Stack("ATTENTION", 12, 768, 12, 197, false, false);
    var anatomy =
        new Anatomy(
            "PICTURES",
            List.of(layers),
            false,
            new Anatomy.Picture(3, 224, 224, 16),
            0,
            List.of("F32"),
            new Anatomy.Load(8, 197));
    return new ModelPage(
        head,
        "{\n  \"model_type\": \"vit\"\n}",
        List.of("tabby cat", "golden retriever", "red fox"),
        12,
        12,
        768,
        0,
        197,
        tree("vit-base-patch16-224", "", tensors),
        tensors,
        List.of(new ModelPage.FileInfo("config.json", 570)),
        List.of(),
        List.of(),
        null,
        List.of(),
        memory,
        anatomy);
  }

  private static Anatomy encoder() {
    var layers = new Anatomy.Stack("ATTENTION", 12, 768, 12, 512, false, false);
    return new Anatomy(
        "TEXT", List.of(layers), false, null, 0, List.of("F32"), new Anatomy.Load(8, 128));
  }

  private static void dense(List<ModelPage.Tensor> all, String name, long out, long in) {
    add(all, name + ".weight", out, in);
    add(all, name + ".bias", out);
  }

  private static void add(List<ModelPage.Tensor> all, String name, long... shape) {
    var sizes = java.util.Arrays.stream(shape).boxed().toList();
    all.add(
        new ModelPage.Tensor(
            name, "F32", sizes, sizes.stream().reduce(1L, (a, b) -> a * b), "model.safetensors"));
  }

  private static ModelPage.Node tree(String name, String path, List<ModelPage.Tensor> tensors) {
    var groups = new LinkedHashMap<String, List<ModelPage.Tensor>>();
    for (var tensor : tensors) {
      if (tensor.name().equals(path)) continue;
      var rest = path.isEmpty() ? tensor.name() : tensor.name().substring(path.length() + 1);
      groups.computeIfAbsent(rest.split("\\.")[0], _ -> new ArrayList<>()).add(tensor);
    }
    var children = new ArrayList<ModelPage.Node>();
    groups.forEach(
        (part, some) -> children.add(tree(part, path.isEmpty() ? part : path + "." + part, some)));
    return new ModelPage.Node(
        name, path, tensors.stream().mapToLong(ModelPage.Tensor::parameters).sum(), children);
  }

  private static TensorPage tensor(String name) {
    var random = new Random(name.hashCode());
    double std = 0.03 + random.nextDouble() * 0.05;
    var bins = new ArrayList<Long>();
    for (int i = 0; i < 40; i++)
      bins.add(
          Math.round(
              9000 * Math.exp(-Math.pow((i - 19.5) / 8, 2)) * (0.9 + 0.2 * random.nextDouble())));
    var heat = new ArrayList<Double>();
    for (int i = 0; i < 64 * 64; i++)
      heat.add(random.nextGaussian() * std * (i % 64 == 11 ? 4 : 1));
    var first = new ArrayList<Double>();
    for (int i = 0; i < 64; i++) first.add(random.nextGaussian() * std);
    return new TensorPage(
        name,
        "F32",
        List.of(768L, 768L),
        random.nextGaussian() * 0.001,
        std,
        -0.31,
        0.29,
        3,
        bins,
        64,
        64,
        heat,
        first);
  }

  static TokenList tokens(String text) {
    var tokens = new ArrayList<Token>();
    tokens.add(new Token("[CLS]", 101, -1, -1, -1, true, false));
    int at = 0;
    for (var word : text.split(" ", -1)) {
      if (word.isEmpty()) {
        at++;
        continue;
      }
      if (word.equals("Vitrine")) {
        tokens.add(new Token("vi", 6819, at, at + 2, 0, false, false));
        tokens.add(new Token("##tri", 18886, at + 2, at + 5, 0, false, false));
        tokens.add(new Token("##ne", 2638, at + 5, at + 7, 0, false, false));
      } else if (word.codePoints().anyMatch(c -> c > 0x4000)) {
        tokens.add(new Token("[UNK]", 100, at, at + word.length(), 0, false, true));
      } else {
        tokens.add(
            new Token(
                word,
                Math.floorMod(word.hashCode(), 20000),
                at,
                at + word.length(),
                0,
                false,
                false));
      }
      at += word.length() + 1;
    }
    tokens.add(new Token("[SEP]", 102, -1, -1, -1, true, false));
    return new TokenList(tokens, false, 512);
  }
}
