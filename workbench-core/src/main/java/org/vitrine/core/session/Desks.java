package org.vitrine.core.session;

import java.nio.file.Path;
import org.vitrine.core.base.Home;
import org.vitrine.core.base.Progress;
import org.vitrine.core.session.protocol.Request;

/// Who answers what in a session worker: one desk a subject.
final class Desks {
  private final DoctorDesk doctor;
  private final ModelDesk models;
  private final TextDesk texts;
  private final AttentionDesk attention;
  private final PictureDesk pictures;
  private final DataDesk data;
  private final PlanDesk plans;
  private final FileDesk files;
  private final GenerationDesk generation;
  private final ParityDesk parity;
  private final CopyDesk copies;

  /// @param scratch folder for arrays that replies name; it ends with the client
  Desks(Home home, Path scratch, int threads, String device) {
    var opened = new OpenModels(home, threads, device);
    doctor = new DoctorDesk(home);
    models = new ModelDesk(home);
    texts = new TextDesk(opened);
    attention = new AttentionDesk(opened, scratch);
    pictures = new PictureDesk(opened);
    data = new DataDesk();
    plans = new PlanDesk(home);
    files = new FileDesk(opened, pictures);
    generation = new GenerationDesk(opened);
    parity = new ParityDesk(opened);
    copies = new CopyDesk(opened);
  }

  /// Whether a request uses the engine; those that do stand in one line.
  static boolean needsModel(Request<?> request) {
    return switch (request) {
      case Request.OpenTable _,
          Request.TableRows _,
          Request.FindRows _,
          Request.ProfileTable _,
          Request.CountTokens _,
          Request.ReadLines _,
          Request.ShowPicture _,
          Request.ListModels _,
          Request.ReadCard _,
          Request.Plan _,
          Request.ShowModel _,
          Request.ShowTensor _,
          Request.Tokenize _,
          Request.Detokenize _,
          Request.TrainTokenizer _,
          Request.AboutEngines<?> _,
          Request.Doctor _ ->
          false;
      default -> true;
    };
  }

  Record answer(Request<?> request, Progress progress) {
    return switch (request) {
      case Request.Doctor _ -> doctor.report();
      case Request.ListModels ask -> models.list(ask);
      case Request.ShowModel ask -> models.show(ask);
      case Request.ShowTensor ask -> models.tensor(ask);
      case Request.Certify ask -> parity.certify(ask);
      case Request.ReadCard ask -> models.card(ask);
      case Request.Tokenize ask -> texts.tokenize(ask);
      case Request.Detokenize ask -> texts.detokenize(ask);
      case Request.Predict ask -> texts.predict(ask, progress);
      case Request.PredictPictures ask -> pictures.predict(ask, progress);
      case Request.Attend ask -> attention.attend(ask);
      case Request.OpenTable ask -> data.open(ask, progress);
      case Request.TableRows ask -> data.rows(ask, progress);
      case Request.FindRows ask -> data.find(ask, progress);
      case Request.CountTokens ask -> data.lengths(ask, progress);
      case Request.ReadLines ask -> data.lines(ask, progress);
      case Request.ShowPicture ask -> data.picture(ask, progress);
      case Request.ProfileTable ask -> data.profile(ask, progress);
      case Request.Plan ask -> plans.plan(ask, progress);
      case Request.Convert ask -> copies.convert(ask, progress);
      case Request.Compare ask -> copies.compare(ask);
      case Request.Forward ask -> files.forward(ask);
      case Request.Evaluate ask -> files.evaluate(ask, progress);
      case Request.PredictTable ask -> files.predict(ask, progress);
      case Request.ExportAttention ask -> attention.export(ask);
      case Request.TrainTokenizer ask -> VocabularyDesk.train(ask, progress);
      case Request.Generate ask -> generation.generate(ask, progress);
      case Request.AboutEngines<?> ask -> throw new IllegalArgumentException(ask.toString());
    };
  }
}
