using Google.Protobuf;
using IdPhoto.ModelBuilder.Onnx;
using IdPhoto.ModelBuilder.TfLite;

namespace IdPhoto.ModelBuilder.Conversion;

/// <summary>Turns one network's weight file into its ONNX files.</summary>
internal static class Converter
{
    /// <summary>The bytes of each of <see cref="Model.Files"/>.</summary>
    /// <exception cref="ConversionException">The weights hold something that is not known here.</exception>
    public static byte[][] Convert(Model model, byte[] weights)
    {
        ModelProto converted = model.Source.Path.EndsWith(".tflite", StringComparison.Ordinal)
            ? TfLiteConverter.Convert(Path.GetFileNameWithoutExtension(model.Files[0].File), new TfLiteFile(weights), Plans(model))
            : SalientRewriter.Rewrite(ModelProto.Parser.ParseFrom(weights));
        if (model.Files.Length == 1)
            return [converted.ToByteArray()];
        byte[] data = ExternalWeights.MoveOut(converted, model.Files[1].File);
        return [converted.ToByteArray(), data];
    }

    // The person network ends in scores: its probabilities are one softmax away, which its usual runtime adds itself.
    private static OutputPlan[] Plans(Model model) =>
        [.. model.Outputs.Select(output => new OutputPlan(output.Name, output.Shape, output.Name == "probabilities"))];
}
