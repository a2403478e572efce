package dev.muninn.gpu.runtime;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.NoopTranslator;
import ai.djl.translate.TranslateException;
import dev.muninn.gpu.pack.ImageSpec;
import dev.muninn.gpu.pack.ModelPack;
import dev.muninn.gpu.pack.PackException;
import dev.muninn.gpu.pack.TextSpec;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * The towers of a pack as TorchScript modules on DJL's PyTorch. Its natives (about 200 MB) are
 * unpacked when the first such pack is loaded, not before, unless {@code PYTORCH_LIBRARY_PATH}
 * names others, which may know CUDA. Both towers run on one device.
 *
 * <p>DJL takes the name of the method to call from the name of an array that it does not pass on.
 */
final class TorchScriptModel implements Towers {
  private static final String METHOD = "module_method:";
  private static final String ENGINE = "PyTorch";
  private static final String HINT =
      "let PYTORCH_LIBRARY_PATH name the folder of a libtorch that knows CUDA (docs/models.md)";

  private final ComputeDevice device;
  private final ImageSpec image;
  private final TextSpec text;
  private final Model imageModel;
  private final Model textModel;
  private final Predictor<NDList, NDList> images;
  private final Predictor<NDList, NDList> texts;

  private TorchScriptModel(
      ModelPack pack, ComputeDevice device, Model imageModel, Model textModel) {
    this.device = device;
    this.image = pack.manifest().image();
    this.text = pack.manifest().text();
    this.imageModel = imageModel;
    this.textModel = textModel;
    this.images = imageModel.newPredictor(new NoopTranslator(null));
    this.texts = textModel.newPredictor(new NoopTranslator(null));
  }

  /**
   * @throws PackException when a file is no module, PyTorch can't be loaded, or the wanted device
   *     is not there
   */
  static TorchScriptModel load(ModelPack pack, RuntimeSettings settings) throws PackException {
    ImageSpec image = pack.manifest().image();
    TextSpec text = pack.manifest().text();
    try {
      ComputeDevice device = settings.device().among(Engine.getEngine(ENGINE).getGpuCount(), HINT);
      String file = settings.precision().fileOf(image, device);
      Model images = module(pack, file, device);
      Model texts = text.file().equals(file) ? images : module(pack, text.file(), device);
      return new TorchScriptModel(pack, device, images, texts);
    } catch (PackException e) {
      throw e;
    } catch (IOException | MalformedModelException | RuntimeException e) {
      // DJL's engine reports natives that don't load, and bad modules, by runtime exceptions
      throw new PackException(
          "A network of pack " + pack.manifest().name() + " can't be loaded: " + e.getMessage(), e);
    }
  }

  private static Model module(ModelPack pack, String file, ComputeDevice device)
      throws IOException, MalformedModelException {
    Model model = Model.newInstance(pack.manifest().name(), djl(device), ENGINE);
    // a module that was saved on another device is brought to this one
    model.load(new ByteArrayInputStream(pack.read(file)), Map.of("mapLocation", "true"));
    return model;
  }

  private static Device djl(ComputeDevice device) {
    return switch (device.kind()) {
      case CPU -> Device.cpu();
      case CUDA -> Device.gpu(device.index());
    };
  }

  @Override
  public ComputeDevice device() {
    return device;
  }

  @Override
  public float[][] images(float[] pictures, int count) throws ModelException {
    try (NDManager manager = imageModel.getNDManager().newSubManager()) {
      Shape shape = new Shape(count, 3, image.size(), image.size());
      float[] out = called(images, manager.create(pictures, shape), image.method());
      int length = out.length / count;
      float[][] rows = new float[count][];
      for (int i = 0; i < count; i++) {
        rows[i] = Arrays.copyOfRange(out, i * length, (i + 1) * length);
      }
      return rows;
    } catch (RuntimeException e) {
      // the pictures alone may be too much for the device
      throw DeviceMemoryException.of(ENGINE, e);
    }
  }

  @Override
  public float[] text(Tokens tokens) throws ModelException {
    try (NDManager manager = textModel.getNDManager().newSubManager()) {
      NDArray ids = manager.create(tokens.ids(), new Shape(1, tokens.length()));
      NDArray typed =
          switch (text.ids()) {
            case INT64 -> ids;
            case INT32 -> ids.toType(DataType.INT32, false);
          };
      return Pooled.of(text.pooling(), called(texts, typed, text.method()), tokens);
    }
  }

  private static float[] called(
      Predictor<NDList, NDList> predictor, NDArray input, Optional<String> method)
      throws ModelException {
    NDList in = new NDList(input);
    method.ifPresent(name -> in.add(marker(input.getManager(), name)));
    try (NDList out = predictor.predict(in)) {
      return out.singletonOrThrow().toFloatArray();
    } catch (TranslateException | RuntimeException e) {
      // what PyTorch throws arrives as DJL's EngineException
      throw DeviceMemoryException.of(ENGINE, e);
    }
  }

  private static NDArray marker(NDManager manager, String method) {
    NDArray marker = manager.create(0);
    marker.setName(METHOD + method);
    return marker;
  }

  @Override
  public void close() {
    images.close();
    texts.close();
    imageModel.close();
    textModel.close();
  }
}
