package org.vitrine.core.data;

import static org.assertj.core.api.BDDAssertions.then;
import static org.assertj.core.api.BDDAssertions.thenThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vitrine.core.base.Problem;

class PictureListTest {
  @TempDir Path folder;

  private void picture(String name, int grey) throws IOException {
    var file = folder.resolve(name);
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    var image = new BufferedImage(2, 2, BufferedImage.TYPE_BYTE_GRAY);
    image.getRaster().setSample(0, 0, 0, grey);
    ImageIO.write(image, "png", file.toFile());
  }

  private static void idx(Path file, int count, int... size) throws IOException {
    int all = count;
    for (int s : size) all *= s;
    var buffer = ByteBuffer.allocate(8 + 4 * size.length + all);
    buffer.putInt(0x0801 + size.length).putInt(count);
    for (int s : size) buffer.putInt(s);
    for (int i = 0; i < all; i++) buffer.put((byte) (i % 10));
    Files.write(file, buffer.array());
  }

  private void refused(Path place, String key) {
    thenThrownBy(() -> Table.open(place, TableOptions.DETECT))
        .isInstanceOfSatisfying(Problem.class, p -> then(p.key()).isEqualTo(key));
  }

  @Test
  void a_folder_of_folders_is_a_table_of_pictures_and_classes() throws IOException {
    picture("set/猫/1.png", 10);
    picture("set/猫/deeper/2.PNG", 20);
    picture("set/dog/a b 🎉.png", 30);
    Files.writeString(folder.resolve("set/dog/notes.txt"), "no picture");
    try (var table = Table.open(folder.resolve("set"), TableOptions.DETECT)) {
      then(table.format()).isEqualTo(Format.PICTURES);
      then(table.columns()).containsExactly("picture", "label");
      then(table.rows()).isEqualTo(3);
      then(table.row(0).cells()).containsExactly("dog/a b 🎉.png", "dog");
      then(table.row(2).cells()).containsExactly("猫/deeper/2.PNG", "猫");
      var columns = Columns.of(table, null, null, null);
      then(columns).isEqualTo(new Columns("picture", null, "label"));
      var cells = PictureCells.of(table);
      then(cells.read("猫/deeper/2.PNG").bytes()[0]).isEqualTo((byte) 20);
      then(cells.names("猫/9.png")).isFalse();
    }
  }

  @Test
  void another_picture_makes_another_fingerprint() throws IOException {
    picture("set/a/1.png", 10);
    picture("set/b/1.png", 20);
    var set = folder.resolve("set");
    var before = Fingerprint.of(set);
    then(Fingerprint.of(set)).isEqualTo(before);
    picture("set/b/1.png", 30);
    var other = Fingerprint.of(set);
    then(other).isNotEqualTo(before);
    picture("set/b/2.png", 20);
    then(Fingerprint.of(set)).isNotIn(before, other);
  }

  @Test
  void folders_that_are_parts_of_a_set_are_not_taken_for_classes() throws IOException {
    picture("set/train/a/1.png", 1);
    picture("set/test/a/1.png", 1);
    refused(folder.resolve("set"), "data.split_folders");
    Files.createDirectory(folder.resolve("empty"));
    refused(folder.resolve("empty"), "data.folder");
  }

  @Test
  void files_of_numbers_find_their_labels() throws IOException {
    idx(folder.resolve("t10k-images-idx3-ubyte"), 12, 2, 2);
    idx(folder.resolve("t10k-labels-idx1-ubyte"), 12);
    for (var name : new String[] {"t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"})
      try (var table = Table.open(folder.resolve(name), TableOptions.DETECT)) {
        then(table.rows()).isEqualTo(12);
        then(table.row(11).cells()).containsExactly("#11", "1");
        var cells = PictureCells.of(table);
        then(cells.read("#3").bytes()).containsExactly(2, 3, 4, 5);
        thenThrownBy(() -> cells.read("#12"))
            .isInstanceOfSatisfying(
                Problem.class, p -> then(p.key()).isEqualTo("data.picture_cell"));
      }
    idx(folder.resolve("t10k-labels-idx1-ubyte"), 11);
    refused(folder.resolve("t10k-images-idx3-ubyte"), "data.idx_labels");
  }

  @Test
  void a_list_of_files_names_its_pictures_by_itself() throws IOException {
    picture("pictures/1.png", 10);
    picture("pictures/2.png", 20);
    var list = folder.resolve("list.csv");
    Files.writeString(list, "no,where,kind\n1,pictures/1.png,cat\n2,pictures/2.png,dog\n");
    try (var table = Table.open(list, TableOptions.DETECT)) {
      var guess = PictureCells.guess(table);
      then(guess.text()).extracting(ColumnGuess.Choice::column).isEqualTo("where");
      then(PictureCells.of(table).read("pictures/2.png").bytes()[0]).isEqualTo((byte) 20);
    }
  }
}
