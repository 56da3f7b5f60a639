package org.vitrine.ui.testing;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.vitrine.core.session.protocol.DoctorReport;
import org.vitrine.core.session.protocol.DoctorReport.DeviceInfo;
import org.vitrine.core.session.protocol.DoctorReport.Finding;
import org.vitrine.core.session.protocol.ModelList;
import org.vitrine.core.session.protocol.ModelList.ModelHead;
import org.vitrine.core.session.protocol.ModelPage;
import org.vitrine.core.session.protocol.ParityReport;
import org.vitrine.core.session.protocol.PlanReport;
import org.vitrine.core.session.protocol.PredictionList;
import org.vitrine.core.session.protocol.Request;
import org.vitrine.core.session.protocol.TokenList;
import org.vitrine.core.train.RunEvent.Notice;

/// Answers as a usual computer with the starter models gives them.
public final class FakeReplies {
  static final String SENTENCES =
      """
      {"en": ["The film is slow, but the ending is a quiet triumph.", "Warm, sharp and never in a hurry."],
       "zh": ["片子节奏是慢了些，结尾却安静得让人落泪。", "等了一个小时的面，吃第一口就不生气了。"]}
      """;

  static final String MESSAGES =
      """
      text,label
      The heater works again.,positive
      Nobody answered the phone.,negative
      """;

  private FakeReplies() {}

  static void into(FakeWorkbench workbench) {
    workbench.answer(Request.Doctor.class, _ -> doctor(workbench));
    FakeEngines.into(workbench);
    workbench.answer(Request.ListModels.class, _ -> models(workbench));
    workbench.answer(
        Request.Tokenize.class, q -> new TokenList(FakeAttention.tokens(q.text()), false, 512));
    workbench.answer(
        Request.Attend.class, q -> FakeAttention.of(workbench.folder(), q.subject().text(), 4, 4));
    workbench.answer(
        Request.Predict.class,
        q ->
            new PredictionList(
                "SEQUENCE_CLASSIFICATION",
                q.texts().stream()
                    .map(t ->
                        FakeAttention.of(workbench.folder(), t, 2, 2)
                            .prediction()
                            .predictions()
                            .getFirst())
                    .toList(),
                7));
    workbench.answer(Request.Plan.class, _ -> plan());
    workbench.answer(Request.ShowModel.class, q -> page(workbench, q.path()));
    workbench.answer(Request.Certify.class, _ -> parity(false));
    workbench.answer(
        Request.ReadCard.class, _ -> new Request.CardText("# Tiny BERT\n\nA small encoder.\n"));
  }

  /// What came of a family's stored case.
  public static ParityReport parity(boolean over) {
    double share = over ? 3.1e-3 : 2.1e-7;
    return new ParityReport(
        over ? ParityReport.OVER : ParityReport.EQUAL,
        "bert",
        share * 2,
        share,
        1e-5,
        1206,
        "logits",
        "libtorch 2.5.1, cpu",
        "shipped",
        "Ryzen 9",
        Notice.of(
            over ? "session.parity.over" : "session.parity.equal",
            over ? "6.2e-3" : "4.2e-7",
            over ? "3.1e-3" : "2.1e-7",
            1206,
            "bert",
            "libtorch 2.5.1, cpu",
            "shipped",
            "Ryzen 9",
            "1.0e-5"),
        over ? Notice.of("session.parity.over.try") : null);
  }

  /// A recipe that fits: 1,800 rows for training, 200 for evaluation, 675 updates.
  static PlanReport plan() {
    var rates = IntStream.range(0, 60).mapToObj(i -> 5e-5 * (1 - i / 60.0)).toList();
    return new PlanReport(
        1800,
        200,
        675,
        225,
        0,
        rates,
        Map.of(
            "weights",
            17L << 20,
            "gradients",
            17L << 20,
            "optimizer",
            34L << 20,
            "activations",
            120L << 20,
            "engine",
            300L << 20),
        11_300L << 20,
        List.of(70.0, 110.0),
        "measured",
        4_386_178,
        4_386_178,
        List.of("negative", "positive"),
        List.of(),
        List.of());
  }

  /// A model of twelve layers of which nothing else is told.
  private static ModelPage page(FakeWorkbench workbench, String path) {
    var head =
        models(workbench).models().stream()
            .filter(m -> m.path().equals(path))
            .findFirst()
            .orElse(models(workbench).models().getFirst());
    return new ModelPage(
        head,
        "{}",
        List.of(),
        12,
        12,
        768,
        30_522,
        512,
        new ModelPage.Node(head.name(), "", head.parameters(), List.of()),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        null,
        List.of(),
        Map.of(),
        null);
  }

  private static DoctorReport doctor(FakeWorkbench workbench) {
    return new DoctorReport(
        Map.of(
            "vitrine",
            "0.1.0",
            "java",
            "25.0.1",
            "os",
            "Linux 6.8",
            "djl",
            "0.36.0",
            "libtorch",
            "2.7.1",
            "tokenizers",
            "0.21"),
        List.of(
            new DeviceInfo("cuda:0", "NVIDIA GeForce RTX 4070", 0, 12L << 30, 11_300L << 20),
            new DeviceInfo("cpu", "16 cores", 16, 32_560L << 20, 20L << 30)),
        "/opt/vitrine/natives/torch",
        workbench.home().root().toString(),
        212L << 30,
        List.of(new Finding(true, Notice.of("session.engine_ok"))));
  }

  static ModelList models(FakeWorkbench workbench) {
    var starters = workbench.starters().resolve("models");
    return new ModelList(
        List.of(
            new ModelHead(
                "tiny-bert",
                starters.resolve("tiny-bert").toString(),
                "bert",
                "SEQUENCE_CLASSIFICATION",
                "starter",
                4_386_178,
                17_560_000,
                List.of("text-classification", "masked-lm"),
                null),
            new ModelHead(
                "tiny-gpt",
                starters.resolve("tiny-gpt").toString(),
                "gpt2",
                "CAUSAL_LM",
                "starter",
                3_210_000,
                12_900_000,
                List.of("causal-lm", "text-classification"),
                null),
            new ModelHead(
                "bert-base-uncased",
                "/cache/bert-base-uncased",
                "bert",
                "MASKED_LM",
                "cache",
                109_482_240,
                440_473_133,
                List.of("text-classification", "masked-lm"),
                null),
            new ModelHead(
                "gpt2",
                "/cache/gpt2",
                "gpt2",
                "CAUSAL_LM",
                "cache",
                124_439_808,
                548_105_171,
                List.of("causal-lm"),
                null)));
  }
}
