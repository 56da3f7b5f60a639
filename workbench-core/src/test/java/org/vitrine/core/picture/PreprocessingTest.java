package org.vitrine.core.picture;

import static org.assertj.core.api.BDDAssertions.then;
import static org.assertj.core.api.BDDAssertions.thenThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vitrine.core.base.Problem;

class PreprocessingTest {
  private static final Preprocessing.Model VIT = new Preprocessing.Model("vit", 3, 4, 4);

  @TempDir Path folder;

  private Preprocessing with(String json, Preprocessing.Model model) throws IOException {
    Files.writeString(folder.resolve(Preprocessing.FILE), json);
    return Preprocessing.of(folder, model);
  }

  /// A picture whose pixels are 0, 1, 2, …, in three channels.
  private static Picture counted(int width, int height) {
    var bytes = new byte[width * height];
    for (int i = 0; i < bytes.length; i++) bytes[i] = (byte) i;
    return new Picture(width, height, 1, bytes).inColour();
  }

  @Test
  void numbers_are_rescaled_and_normalised_channel_by_channel() throws IOException {
    var values =
        with(
                """
                {"image_processor_type": "ViTImageProcessor", "do_resize": false,
                 "image_mean": [0.5, 0.25, 0], "image_std": [0.5, 0.25, 1]}
                """,
                VIT)
            .values(counted(4, 4));
    then(values.values()).hasSize(3 * 16);
    float fifth = (float) (5 / 255.0);
    then(values.values()[5]).isEqualTo((fifth - 0.5f) / 0.5f);
    then(values.values()[16 + 5]).isEqualTo((fifth - 0.25f) / 0.25f);
    then(values.values()[32 + 5]).isEqualTo(fifth);
  }

  @Test
  void a_step_that_is_switched_off_is_left_out() throws IOException {
    var values =
        with("{\"do_resize\": false, \"do_rescale\": false, \"do_normalize\": false}", VIT)
            .values(counted(4, 4));
    then(values.values()[5]).isEqualTo(5f);
  }

  /// The sizes in which the reference's processors hand a picture of 60 × 30 over.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'image_processor_type':'ViTImageProcessor','size':{'height':8,'width':6}} | 6 | 8",
        "{'feature_extractor_type':'ViTFeatureExtractor','size':8} | 8 | 8",
        "{'image_processor_type':'CLIPImageProcessor','size':{'shortest_edge':8},'do_center_crop':false} | 16 | 8",
        "{'feature_extractor_type':'CLIPFeatureExtractor','size':8,'crop_size':6} | 6 | 6",
        "{'image_processor_type':'BitImageProcessor','size':{'shortest_edge':8},'crop_size':{'height':4,'width':12}} | 12 | 4",
        "{'image_processor_type':'DeiTImageProcessor','size':{'height':10,'width':10},'crop_size':{'height':8,'width':8}} | 8 | 8",
        "{'image_processor_type':'DeiTImageProcessor'} | 224 | 224",
        "{'image_processor_type':'ViTImageProcessorFast'} | 224 | 224",
        "{'image_processor_type':'CLIPImageProcessor'} | 224 | 224",
      })
  void sizes_mean_what_each_processor_means(String json, int width, int height) throws IOException {
    var model = new Preprocessing.Model("vit", 3, 0, 0);
    var seen = with(json.replace('\'', '"'), model).seen(counted(60, 30));
    then(seen.width()).isEqualTo(width);
    then(seen.height()).isEqualTo(height);
  }

  @Test
  void without_the_file_a_picture_gets_the_size_of_the_model() {
    for (var type : new String[] {"vit", "deit", "clip", "torchvision-resnet"}) {
      var model = new Preprocessing.Model(type, 3, 32, 32);
      var seen = Preprocessing.of(folder, model).seen(counted(60, 30));
      then(seen.width()).isEqualTo(32);
      then(seen.height()).isEqualTo(32);
    }
  }

  @Test
  void a_grey_model_gets_grey_pictures() throws IOException {
    var grey = new Preprocessing.Model("vit", 1, 4, 4);
    var values = with("{\"size\": 4, \"image_mean\": [0.5], \"image_std\": [0.5]}", grey);
    then(values.values(counted(8, 8)).values()).hasSize(16);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'size': 0}",
        "{'size': -4}",
        "{'size': 4.5}",
        "{'size': 100000000}",
        "{'size': {'height': 4}}",
        "{'size': 'big'}",
        "{'resample': 9}",
        "{'resample': 'bilinear'}",
        "{'do_resize': 'yes'}",
        "{'rescale_factor': 'x'}",
        "{'image_mean': [0.5, 0.5]}",
        "{'image_std': [0.5, 0, 0.5]}",
        "{'image_mean': 'grey'}",
        "{'image_mean': [0.5, '', 0.5]}",
        "{'image_std': [0.5, null, 0.5]}",
      })
  void a_setting_that_makes_no_sense_is_refused_by_name(String json) {
    thenThrownBy(() -> with(json.replace('\'', '"'), VIT))
        .isInstanceOfSatisfying(Problem.class, p -> then(p.key()).isEqualTo("picture.setting"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'do_pad': true}",
        "{'do_reduce_labels': true}",
        "{'size': {'longest_edge': 4}}",
        "{'image_processor_type': 'DonutImageProcessor'}",
      })
  void a_step_that_is_not_done_here_is_refused_by_name(String json) {
    thenThrownBy(() -> with(json.replace('\'', '"'), VIT))
        .isInstanceOfSatisfying(Problem.class, p -> then(p.key()).isEqualTo("picture.unsupported"));
  }

  @Test
  void pictures_of_another_size_than_the_models_are_refused() throws IOException {
    var preprocessing = with("{\"size\": 8}", VIT);
    thenThrownBy(() -> preprocessing.seen(counted(60, 30)))
        .isInstanceOfSatisfying(Problem.class, p -> then(p.key()).isEqualTo("picture.size"));
  }

  @Test
  void a_picture_that_is_far_too_long_is_refused() throws IOException {
    var model = new Preprocessing.Model("clip", 3, 224, 224);
    var preprocessing = with("{\"image_processor_type\": \"CLIPImageProcessor\"}", model);
    thenThrownBy(() -> preprocessing.seen(counted(1_000_000, 1)))
        .isInstanceOfSatisfying(Problem.class, p -> then(p.key()).isEqualTo("picture.long"));
  }
}
